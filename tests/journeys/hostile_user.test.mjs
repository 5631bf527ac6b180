// What a hostile user sends, from outside: each request gets the typed problem that names what is wrong, and changes nothing.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ApiDocument, request } from './api_document.mjs';
import { Findings, nobody, patchHeaders, prepare, seen, tusHeaders } from './hostility.mjs';
import { Person, linkIn } from './person.mjs';
import { bytesOf, phoneClip } from './samples.mjs';
import { SEED_PARTNER, Stack } from './stack.mjs';

let stack;
before(async () => {
  stack = await Stack.up();
});
after(() => stack?.down());

let world;

test('every malformed, oversized or missing part of a call is refused by name and changes nothing', () => stack.walk(async () => {
  world = await prepare(stack);
  const { coordinator, plan, run, prompts, mallory } = world;
  const start = await seen(world);
  const findings = new Findings(stack);
  const bad = (what, field, ...call) => findings.refused(what, 400, { field }, ...call);
  const post = (what, field, who, path, body) => bad(what, field, who, 'POST', path, { body });

  // identity
  for (const email of [undefined, '', 'ab', 'no-at.example', 'a@b@c.example', `${'a'.repeat(250)}@b.example`, 'a\u0000b@c.example', 'a b@c.example', 'a@c.example\r\nBcc: x@y.example']) {
    await post(`sign-in for ${JSON.stringify(email)?.slice(0, 40)}`, 'email', null, '/v1/signIns', { email });
  }
  await post('sign-in in Klingon', 'locale', null, '/v1/signIns', { email: 'x@student.example', locale: 'tlh' });
  for (const continuePath of ['https://evil.example', '//evil.example', '/\\evil.example', `/${'a'.repeat(200)}`, '/a\r\nb']) {
    await post(`sign-in going on to ${JSON.stringify(continuePath).slice(0, 30)}`, 'continue_path', null, '/v1/signIns', { email: 'x@student.example', continuePath });
  }
  for (const token of [undefined, '', 'x', 'a'.repeat(5000), 'a\u0000b', '../../etc/passwd']) {
    await post(`session for token ${JSON.stringify(token)?.slice(0, 20)}`, 'token', null, '/v1/sessions', { token });
    await post(`refresh by ${JSON.stringify(token)?.slice(0, 20)}`, 'refresh_token', null, '/v1/sessions:refresh', { refreshToken: token });
  }
  for (const [field, value] of [['display_name', 'x'.repeat(61)], ['display_name', ''], ['display_name', 'a\u0000b'], ['display_name', 'a\u0007b'], ['locale', 'tlh'], ['time_zone', '../../etc/passwd'], ['time_zone', 'Mars/Base'], ['country', 'XXX'], ['country', 'L\u0000']]) {
    const name = field.replace(/_(.)/g, (_, letter) => letter.toUpperCase());
    await bad(`${field} ${JSON.stringify(value).slice(0, 20)}`, `user.${field}`, mallory, 'PATCH', `/v1/users/me?updateMask=${name}`, {
      body: JSON.stringify({ [name]: value }), headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    });
  }
  for (const kind of ['KIND_UNSPECIFIED', 'KIND_OF_MAGIC', '99', '-1']) {
    await post(`consent ${kind}`, 'kind', mallory, `/v1/users/me/consents/${kind}:give`, {});
    await post(`withdrawing consent ${kind}`, 'kind', mallory, `/v1/users/me/consents/${kind}:withdraw`, {});
  }
  await post('a role for nobody', 'email', world.operator, '/v1/roles:grant', { role: 'ROLE_OPERATOR' });
  await post('no role', 'role', world.operator, '/v1/roles:grant', { email: 'x@student.example' });
  await post('a coordinator of nothing', 'partner_id', world.operator, '/v1/roles:grant', { email: 'x@student.example', role: 'ROLE_COORDINATOR' });
  await post('a coordinator of nonsense', 'partner_id', world.operator, '/v1/roles:grant', { email: 'x@student.example', role: 'ROLE_COORDINATOR', partnerId: "' OR 1=1" });

  // catalog
  const broken = (change) => ({ run: { ...plan, ...change }, open: true });
  await post('no run', 'run.course_id', coordinator, '/v1/runs', {});
  for (const [field, change] of [
    ['course_id', { courseId: 'x' }], ['title', { title: 'x'.repeat(201) }], ['title', { title: 'a\u0000b' }],
    ['format', { format: 'FORMAT_UNSPECIFIED' }], ['start_time', { startTime: undefined }], ['start_time', { startTime: '9999-12-31T23:59:59Z' }],
    ['time_zone', { timeZone: 'Mars/Base' }], ['capacity', { capacity: 0 }], ['capacity', { capacity: -1 }], ['capacity', { capacity: 100001 }],
    ['working_languages[0]', { workingLanguages: ['no language'] }], ['video_limits.max_size_bytes', { videoLimits: { maxSizeBytes: '9223372036854775807' } }],
    ['video_limits.max_duration', { videoLimits: { maxDuration: '601s' } }], ['video_limits.min_duration', { videoLimits: { minDuration: '-1s' } }],
    ['prompts', { prompts: Array.from({ length: 101 }, () => plan.prompts[0]) }],
    ['prompts[0].module_id', { prompts: [{ ...plan.prompts[0], moduleId: 'x' }] }],
    ['prompts[0].text', { prompts: [{ ...plan.prompts[0], text: 'x'.repeat(1001) }] }],
    ['prompts[0].text', { prompts: [{ ...plan.prompts[0], text: '' }] }],
    ['prompts[0].close_time', { prompts: [{ ...plan.prompts[0], closeTime: plan.prompts[0].openTime }] }],
  ]) await post(`a run with ${JSON.stringify(change).slice(0, 50)}`, `run.${field}`, coordinator, '/v1/runs', broken(change));
  await post('opening no run', 'run_id', coordinator, '/v1/runs/x:open', {});
  await post('enrolling in nothing', 'run_id', mallory, '/v1/runs/x/enrolments', {});
  await post('withdrawing from nothing', 'enrolment_id', mallory, '/v1/enrolments/x:withdraw', {});

  // exchange
  const video = { promptId: prompts[0].promptId, sizeBytes: '1000', mediaType: 'video/mp4' };
  for (const sizeBytes of [undefined, '0', '-1', String(300 * 1024 * 1024 + 1), '9223372036854775807', '9223372036854775808', '1e99', 'many', 1.5]) {
    await post(`a video of ${sizeBytes} bytes`, 'size_bytes', mallory, '/v1/videos', { ...video, sizeBytes });
  }
  for (const mediaType of [undefined, 'text/html', `video/${'x'.repeat(95)}`, 'video/a\u0000b']) {
    await post(`a video of type ${JSON.stringify(mediaType)?.slice(0, 20)}`, 'media_type', mallory, '/v1/videos', { ...video, mediaType });
  }
  await post('a video for nothing', 'prompt_id', mallory, '/v1/videos', { ...video, promptId: undefined });
  await post('a video for two things', 'prompt_id', mallory, '/v1/videos', { ...video, replyToVideoId: nobody });
  await post('a video for a path', 'prompt_id', mallory, '/v1/videos', { ...video, promptId: '../../x' });
  await post('a reply to a path', 'reply_to_video_id', mallory, '/v1/videos', { ...video, promptId: undefined, replyToVideoId: '../../x' });
  await post('withdrawing a path', 'video_id', mallory, '/v1/videos/x:withdraw', {});

  // notifications
  for (const notificationIds of [undefined, [], ['x'], Array.from({ length: 101 }, () => randomUUID())]) {
    const answer = await findings.send(mallory, 'POST', '/v1/users/me/notifications:markRead', { body: { notificationIds } });
    if (answer.status !== 400 || !/"field":"notification_ids/.test(answer.text)) findings.found.push(`notifications ${notificationIds?.length}: ${answer.status} ${answer.text}`);
  }

  // Lists: sizes and tokens.
  const foreign = (await mallory.get('/v1/courses?pageSize=1')).nextPageToken;
  assert.ok(foreign, 'there is a second page of courses');
  for (const path of ['/v1/courses', '/v1/courses/-/runs', `/v1/runs/${run.runId}/prompts`, `/v1/runs/${run.runId}/videos:mine`, `/v1/groups/${prompts[0].groupId}/videos`, '/v1/users/me/enrolments', '/v1/users/me/notifications']) {
    for (const size of ['-1', '101', '99999999999', 'x', '1.5']) await bad(`${path} ${size} a page`, 'page_size', mallory, 'GET', `${path}?pageSize=${size}`);
    for (const token of ['x', 'A'.repeat(4000), `${foreign.slice(0, -2)}AA`, ...(path === '/v1/courses' ? [] : [foreign])]) {
      await bad(`${path} from ${token.slice(0, 30)}`, 'page_token', mallory, 'GET', `${path}?pageToken=${token}`);
    }
  }
  for (const [path, field] of [['/v1/prompts/x', 'prompt_id'], ['/v1/videos/x', 'video_id'], ['/v1/videos/x/replies', 'video_id'], ['/v1/groups/x/videos', 'group_id'], ['/v1/runs/x/prompts', 'run_id'], ['/v1/runs/x/videos:mine', 'run_id'], ['/v1/runs/x', 'run_id'], ['/v1/courses/x', 'course_id'], ['/v1/courses/x/runs', 'course_id']]) {
    await bad(`GET ${path}`, field, mallory, 'GET', path);
  }

  // Addresses that are none are refused whole.
  for (const path of ['/v1/videos/%00', '/v1/videos/..%2f..%2fx', '/v1/users/me/enrolments?pageToken=%00', '/v1/users/me/enrolments?pageToken=%C3%28', '/v1/users/me/enrolments?pageSize=%zz']) {
    await findings.refused(`GET ${path}`, 400, { reason: 'MALFORMED_ADDRESS' }, mallory, 'GET', path);
  }

  // Every call that changes something: the request id, and JSON that is none.
  const routes = [[mallory, '/v1/signIns'], [mallory, '/v1/sessions'], [mallory, '/v1/sessions:refresh'], [mallory, '/v1/sessions:end'], [mallory, '/v1/users/me/consents/KIND_EXCHANGE_ATTRIBUTES:give'],
    [world.operator, '/v1/roles:grant'], [coordinator, '/v1/runs'], [coordinator, `/v1/runs/${run.runId}:open`], [mallory, `/v1/runs/${run.runId}/enrolments`], [mallory, '/v1/videos'], [mallory, '/v1/users/me/notifications:markRead']];
  for (const [who, path] of routes) {
    for (const requestId of ['', 'x', 'a'.repeat(10_000)]) await post(`${path} as request ${requestId.slice(0, 3)}`, 'request_id', who, path, { requestId });
    for (const [what, body] of [['no JSON', '{'], ['an array', '[]'], ['nothing', ''], ['a number', '7'], ['zero bytes', '\0\0'], ['bad UTF-8', Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d])],
      ['a key twice', '{"requestId":"a","requestId":"b"}'], ['deep nesting', '{"a":'.repeat(50_000)], ['an unknown field', '{"isAdmin":true}'], ['an object for a text', '{"requestId":{}}']]) {
      await findings.refused(`${path} with ${what}`, 400, {}, who, 'POST', path, { body });
    }
  }
  await findings.refused('more than 1 MiB', 413, {}, mallory, 'POST', '/v1/videos', { body: { mediaType: 'x'.repeat(1 << 20) } });

  findings.none();
  assert.deepEqual(await seen(world), start);
}));

test('what is another user\'s, a repeat, or too late is refused, and so is who may not', () => stack.walk(async () => {
  world ??= await prepare(stack);
  const { operator, coordinator, plan, run, prompts, mallory, victim, outsider } = world;
  const findings = new Findings(stack);
  const own = { promptId: prompts[0].promptId, sizeBytes: '1000', mediaType: 'video/mp4' };
  const secret = await victim.post('/v1/videos', own);
  const [place] = (await victim.get('/v1/users/me/enrolments')).enrolments;
  const start = await seen(world);
  const upload = `/v1/uploads/${secret.videoId}`;

  // Another user's.
  for (const [who, method, path, options] of [
    [mallory, 'GET', `/v1/videos/${secret.videoId}`], [mallory, 'GET', `/v1/videos/${secret.videoId}/replies`],
    [mallory, 'POST', `/v1/videos/${secret.videoId}:withdraw`, { body: {} }], [mallory, 'HEAD', upload, { headers: tusHeaders }],
    [mallory, 'PATCH', upload, { headers: patchHeaders(0), body: Buffer.alloc(1000) }], [mallory, 'GET', `/v1/videos/${secret.videoId}/renditions/video.mp4`],
    [mallory, 'POST', `/v1/enrolments/${place.enrolmentId}:withdraw`, { body: {} }], [mallory, 'POST', '/v1/videos', { body: { ...own, promptId: undefined, replyToVideoId: secret.videoId } }],
    [outsider, 'GET', `/v1/runs/${run.runId}/prompts`], [outsider, 'GET', `/v1/prompts/${prompts[0].promptId}`], [outsider, 'GET', `/v1/groups/${prompts[0].groupId}/videos`],
    [outsider, 'GET', `/v1/runs/${run.runId}/videos:mine`], [outsider, 'POST', '/v1/videos', { body: own }], [mallory, 'POST', `/v1/runs/${nobody}/enrolments`, { body: {} }],
    [mallory, 'GET', `/v1/videos/${nobody}`], [mallory, 'HEAD', `/v1/uploads/${nobody}`, { headers: tusHeaders }], [coordinator, 'POST', `/v1/runs/${nobody}:open`, { body: {} }],
  ]) await findings.refused(`${method} ${path}`, 404, {}, who, method, path, options);

  // No token, garbage, one that is signed by nobody, and one of another kind.
  const link = await inLink(`kinds-${randomUUID()}@student.example`);
  const session = await new Person(stack).post('/v1/sessions', { token: link });
  const forged = session.accessToken.split('.').map((part, index) => (index === 2 ? part.split('').reverse().join('') : part)).join('.');
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${session.accessToken.split('.')[1]}.`;
  for (const token of [undefined, 'x', 'a.b.c', 'A'.repeat(8000), forged, unsigned, session.refreshToken, link]) {
    for (const [method, path, options] of [
      ['GET', '/v1/users/me'], ['GET', '/v1/users/me/notifications'], ['GET', '/v1/users/me/events'], ['GET', `/v1/videos/${secret.videoId}`], ['GET', `/v1/videos/${secret.videoId}/renditions/video.mp4`],
      ['POST', '/v1/videos', { body: own }], ['POST', '/v1/runs', { body: {} }], ['HEAD', upload, { headers: tusHeaders }], ['PATCH', upload, { headers: patchHeaders(0), body: Buffer.alloc(10) }],
    ]) await findings.refused(`${method} ${path} by token ${token?.slice(0, 10)}`, 401, {}, { token }, method, path, options);
  }

  // Roles.
  for (const who of [mallory, operator]) await findings.refused('a run by who is no coordinator', 403, {}, who, 'POST', '/v1/runs', { body: { run: plan } });
  for (const who of [mallory, coordinator]) {
    await findings.refused('a role by who is no operator', 403, {}, who, 'POST', '/v1/roles:grant', { body: { email: mallory.email, role: 'ROLE_OPERATOR' } });
  }

  // Cookies are believed on a request that changes something only with the header no other site can send.
  const cookie = { cookie: `parley_access=${mallory.token}` };
  await findings.refused('a forged form', 403, { reason: 'SESSION_HEADER_MISSING' }, null, 'POST', '/v1/videos', { headers: cookie, body: own });
  await findings.refused('a forged upload', 403, {}, null, 'PATCH', upload, { headers: { ...cookie, ...patchHeaders(0) }, body: Buffer.alloc(10) });

  // Too late: a closed prompt, a used link, a session that ended, a refresh token that was replaced.
  await findings.refused('a closed prompt', 400, { reason: 'PROMPT_NOT_OPEN' }, mallory, 'POST', '/v1/videos', { body: { ...own, promptId: prompts[2].promptId } });
  await findings.refused('a run that is open already', 400, { reason: 'RUN_NOT_DRAFT' }, coordinator, 'POST', `/v1/runs/${run.runId}:open`, { body: {} });
  await findings.refused('a link twice', 400, { reason: 'SIGN_IN_LINK_USED' }, null, 'POST', '/v1/sessions', { body: { token: link } });
  const renewed = await new Person(stack).post('/v1/sessions:refresh', { refreshToken: session.refreshToken });
  await findings.refused('a replaced refresh token', 401, { reason: 'SESSION_ENDED' }, null, 'POST', '/v1/sessions:refresh', { body: { refreshToken: session.refreshToken } });
  await findings.refused('the session it belonged to', 401, { reason: 'SESSION_ENDED' }, null, 'POST', '/v1/sessions:refresh', { body: { refreshToken: renewed.refreshToken } });
  assert.deepEqual(await seen(world), start);

  // tus.
  const begin = (metadata, length, more = {}) => ({ headers: { ...tusHeaders, ...(length === undefined ? {} : { 'upload-length': length }), 'upload-metadata': metadata, ...more } });
  const metadata = `prompt_id ${btoa(prompts[0].promptId)},filetype ${btoa('video/mp4')}`;
  await findings.refused('tus of another version', 412, { reason: 'TUS_VERSION' }, victim, 'POST', '/v1/uploads', { headers: { 'tus-resumable': '0.2.2' } });
  for (const length of [undefined, '-1', 'x', '1.5', '99999999999999999999']) await findings.refused(`an upload of ${length}`, 400, { field: 'Upload-Length' }, victim, 'POST', '/v1/uploads', begin(metadata, length));
  await findings.refused('an upload of nothing', 400, { field: 'size_bytes' }, victim, 'POST', '/v1/uploads', begin(metadata, '0'));
  await findings.refused('an upload of 9 PB', 413, { reason: 'UPLOAD_TOO_LONG' }, victim, 'POST', '/v1/uploads', begin(metadata, '9007199254740993'));
  for (const text of ['prompt_id !!!', ',,,', 'prompt_id eA==,prompt_id eA==', 'prompt_id wyg=']) await findings.refused(`metadata ${text}`, 400, { field: 'Upload-Metadata' }, victim, 'POST', '/v1/uploads', begin(text, '10'));
  for (const offset of ['', '-1', 'x', '99999999999999999999']) await findings.refused(`a piece at ${offset}`, 400, { field: 'Upload-Offset' }, victim, 'PATCH', upload, { headers: patchHeaders(offset), body: Buffer.alloc(10) });
  await findings.refused('a piece past the offset', 409, { reason: 'OFFSET_MISMATCH' }, victim, 'PATCH', upload, { headers: patchHeaders(5), body: Buffer.alloc(10) });
  await findings.refused('more than was told', 413, { reason: 'UPLOAD_TOO_LONG' }, victim, 'PATCH', upload, { headers: patchHeaders(0), body: Buffer.alloc(1001) });
  await findings.refused('a piece of JSON', 415, {}, victim, 'PATCH', upload, { headers: { ...patchHeaders(0), 'content-type': 'application/json' }, body: Buffer.alloc(10) });
  await findings.refused('an upload to no id', 400, { field: 'video_id' }, victim, 'HEAD', '/v1/uploads/x', { headers: tusHeaders });
  assert.deepEqual(await seen(world), start);

  findings.none();

  // Repeats: the same is answered again and done once, another body under the same id is refused.
  const requestId = randomUUID();
  const first = await mallory.post('/v1/videos', { ...own, requestId });
  assert.deepEqual(await mallory.post('/v1/videos', { ...own, requestId }), first);
  await findings.refused('another body under a used id', 400, { field: 'request_id' }, mallory, 'POST', '/v1/videos', { body: { ...own, sizeBytes: '1001', requestId } });
  assert.equal((await mallory.get(`/v1/runs/${run.runId}/videos:mine`)).videos.length, 1);
  assert.equal((await mallory.post(`/v1/videos/${first.videoId}:withdraw`)).state, 'STATE_WITHDRAWN');
  await findings.refused('an upload of a withdrawn video', 410, { reason: 'UPLOAD_CLOSED' }, mallory, 'PATCH', first.upload.url, { headers: patchHeaders(0), body: Buffer.alloc(1000) });
  await findings.refused('a reply to a withdrawn video', 400, { reason: 'VIDEO_NOT_ANSWERABLE' }, mallory, 'POST', '/v1/videos', { body: { ...own, promptId: undefined, replyToVideoId: first.videoId } });
  findings.none();
}));

async function inLink(email) {
  await new Person(stack).post('/v1/signIns', { email });
  return linkIn(await stack.inbox.next(email, 0), /sign-in\/confirm/).split('#')[1];
}

test('a hostile file ends FAILED with a reason its author understands', () => stack.walk(async () => {
  world ??= await prepare(stack);
  const { prompts, victim } = world;
  const ffmpeg = (name, ...words) => {
    const path = join(stack.scratch, name);
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...words, path]);
    return bytesOf(path);
  };
  const whole = bytesOf(phoneClip(stack.scratch, { seconds: 6, size: '320x240' }));
  const files = {
    text: [Buffer.from('This is no video.\n'.repeat(200)), 'REASON_NOT_A_VIDEO'],
    playlist: [Buffer.from('#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n#EXTINF:10,\nhttp://127.0.0.1/x.ts\n#EXT-X-ENDLIST\n'), 'REASON_NOT_A_VIDEO'],
    sound: [ffmpeg('sound.mp4', '-f', 'lavfi', '-i', 'sine', '-t', '6', '-c:a', 'aac'), 'REASON_NO_PICTURE'],
    short: [bytesOf(phoneClip(stack.scratch, { seconds: 2, size: '320x240' })), 'REASON_TOO_SHORT'],
    // The index of a phone's file is at its end: half of it can't be opened at all.
    half: [whole.subarray(0, whole.length / 2), /^REASON_(DAMAGED|NOT_A_VIDEO)$/],
  };
  const settled = await Promise.all(Object.entries(files).map(async ([name, [bytes, reason]]) => {
    const { videoId, upload } = await victim.post('/v1/videos', { promptId: prompts[1].promptId, sizeBytes: String(bytes.length), mediaType: 'video/mp4' });
    await victim.upload(upload.url, bytes, 1);
    const again = await new Findings(stack).send(victim, 'PATCH', upload.url, { headers: patchHeaders(0), body: Buffer.alloc(1) });
    assert.ok([409, 410].includes(again.status), `${name}: a finished upload takes nothing more, got ${again.status} ${again.text}`);
    return [name, reason, await victim.settled(videoId)];
  }));
  for (const [name, reason, video] of settled) {
    assert.equal(video.state, 'STATE_FAILED', name);
    assert.match(video.failure.reason, reason instanceof RegExp ? reason : new RegExp(`^${reason}$`), name);
    assert.ok(video.failure.message.length > 20, name);
    assert.equal(video.playback, undefined, name);
  }
  assert.deepEqual((await world.mallory.get(`/v1/groups/${prompts[0].groupId}/videos`)).videos ?? [], []);
}));

test('a playable file is given by its names and in its bounds only, to whom may see it', () => stack.walk(async () => {
  world ??= await prepare(stack);
  const { prompts, victim, mallory, outsider } = world;
  const findings = new Findings(stack);
  const clip = bytesOf(phoneClip(stack.scratch, { seconds: 6, size: '320x240' }));
  const { videoId, upload } = await victim.post('/v1/videos', { promptId: prompts[1].promptId, sizeBytes: String(clip.length), mediaType: 'video/mp4' });
  await victim.upload(upload.url, clip, 1);
  const video = await victim.settled(videoId);
  assert.equal(video.state, 'STATE_PUBLISHED', JSON.stringify(video.failure));

  const files = `/v1/videos/${videoId}/renditions`;
  for (const name of ['nothing.mp4', 'video.mp4%20', 'video.mp4;x', '-']) await findings.refused(`rendition ${name.slice(0, 20)}`, 404, {}, mallory, 'GET', `${files}/${name}`);
  for (const name of ['..%2fuploads%2fx', '..%2f..%2f..%2fetc%2fpasswd', '720p%5c..%5cx', '%00', 'video.mp4%00.jpg', '%c3%28']) await findings.refused(`rendition ${name}`, 400, { reason: 'MALFORMED_ADDRESS' }, mallory, 'GET', `${files}/${name}`);
  await findings.refused('a long rendition name', 400, { field: 'name' }, mallory, 'GET', `${files}/${'x'.repeat(2000)}`);
  await findings.refused('a rendition of who is not in the group', 404, {}, outsider, 'GET', video.playback.mp4Url);
  await findings.refused('a rendition of no id', 400, { field: 'video_id' }, mallory, 'GET', '/v1/videos/x/renditions/video.mp4');
  await findings.refused('a finished upload\'s bytes by another', 404, {}, mallory, 'PATCH', upload.url, { headers: patchHeaders(0), body: Buffer.alloc(1) });

  // RFC 9110, 14.2: a Range that is none is passed over; one outside the file is answered with its size.
  const whole = await findings.send(mallory, 'HEAD', video.playback.mp4Url);
  for (const range of ['bytes=-', 'bytes=9-1', 'bytes=x-y', 'lines=1-2', `bytes=${'1'.repeat(400)}`, 'bytes=99999999999999999999-', 'bytes=-1-2']) {
    const answer = await findings.send(mallory, 'HEAD', video.playback.mp4Url, { headers: { range } });
    if (answer.status !== 200) findings.found.push(`range ${range.slice(0, 20)}: ${answer.status}`);
  }
  for (const range of ['bytes=99999999-', 'bytes=-0']) {
    const answer = await findings.send(mallory, 'GET', video.playback.mp4Url, { headers: { range } });
    if (answer.status !== 416 || answer.headers.get('content-range') !== `bytes */${whole.headers.get('content-length')}`) findings.found.push(`range ${range}: ${answer.status} ${answer.headers.get('content-range')}`);
  }

  // Taken back, nobody else finds it.
  await victim.post(`/v1/videos/${videoId}:withdraw`);
  for (const path of [`/v1/videos/${videoId}`, video.playback.mp4Url, video.playback.posterUrl]) await findings.refused(`withdrawn ${path}`, 404, {}, mallory, 'GET', path);
  findings.none();
}));

test('every route answers as /openapi.json describes, to whomever and whatever they send', () => stack.walk(async () => {
  world ??= await prepare(stack);
  const { operator, coordinator, mallory, run, prompts } = world;
  const api = await ApiDocument.of(stack);
  const ids = { partner_id: SEED_PARTNER, course_id: run.courseId, run_id: run.runId, prompt_id: prompts[0].promptId, group_id: prompts[0].groupId };
  const walker = await new Person(stack, `walker-${randomUUID()}@student.example`).signIn();
  const faults = [];
  const succeeded = new Set();
  const ask = async (operation, who, what, made = {}) => {
    const { address, options } = request(operation, { requestId: randomUUID(), ...made });
    if (who?.token) options.headers.authorization = `Bearer ${who.token}`;
    const ending = new AbortController();
    const response = await fetch(stack.web + address, { ...options, signal: ending.signal });
    const fault = await api.fault(operation, response);
    ending.abort();
    if (fault) faults.push(`${operation.method} ${address}, ${what}: ${fault}`);
    if (response.ok) succeeded.add(operation.operationId);
    return response.status;
  };

  const operations = api.operations();
  assert.ok(operations.length > 100, `${operations.length} operations`);
  for (const operation of operations) {
    const secured = operation.security.length > 0 && !operation.security.some((way) => Object.keys(way).length === 0);
    const status = await ask(operation, null, 'without a token');
    if (secured && status !== 401) faults.push(`${operation.operationId}: ${status} without a token`);
    await ask(operation, null, 'malformed', { malformed: true });
    await ask(operation, { token: 'x.y.z' }, 'with a token that is none');
    // Ending the walker's session would make all that follows another test.
    const who = operation.operationId === 'IdentityService_EndSession' ? await new Person(stack, walker.email).signIn() : walker;
    await ask(operation, who, 'as a participant');
    if (operation.method === 'GET') for (const [name, reader] of Object.entries({ mallory, coordinator, operator })) await ask(operation, reader, `as ${name}`, { ids });
  }
  assert.deepEqual(faults, []);
  const open = operations.filter((each) => each.method === 'GET' && each['x-parley-access']?.public).map((each) => each.operationId);
  assert.ok(open.length >= 5, open.join());
  assert.deepEqual(open.filter((each) => !succeeded.has(each)), []);
  assert.ok(succeeded.size > 45, `${succeeded.size} operations were answered with success`);
}));

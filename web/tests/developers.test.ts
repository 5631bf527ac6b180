import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refreshSession } from '../src/api/refresh';
import { type Description, forCalling } from '../src/developers/description';
import { sign } from '../src/developers/signing';

vi.mock('../src/api/refresh', () => ({ refreshSession: vi.fn() }));

const described: Description = {
  servers: [{ url: '/' }],
  paths: {
    '/v1/courses': {
      get: { responses: { 200: { content: {} }, 400: { content: {} } }, security: [{}, { bearer: [] }, { cookie: [] }] },
      post: {
        parameters: [{ name: 'Idempotency-Key', in: 'header', required: true, description: 'Once.', example: 'x' }, { name: 'pageSize', in: 'query', example: 20 }],
        requestBody: { content: { 'application/json': { example: { title: 'T', requestId: 'x' } } } },
        responses: {},
        security: [{ bearer: [] }, { cookie: [], ownPages: [] }],
      },
    },
  },
  components: { responses: { Internal: { content: {} } }, securitySchemes: { bearer: { type: 'http' }, cookie: {}, ownPages: {} } },
};

describe('the description as it is offered for calling', () => {
  const { get, post } = forCalling(described, 'https://parley.example').paths['/v1/courses'];

  it('asks for a token alone, and for none where anybody may call', () => {
    expect(get.security).toEqual([]);
    expect(post.security).toEqual([{ bearer: [] }]);
    expect(Object.keys(forCalling(described, '').components.securitySchemes)).toEqual(['bearer']);
  });

  it('leaves the request id to each call', () => {
    expect(post.parameters![0]).toMatchObject({ required: false, description: 'Once. Left empty, this page makes a fresh one for each call.' });
    expect(post.parameters!.map(({ example }) => example)).toEqual([undefined, 20]);
    expect(post.requestBody!.content['application/json'].example).toEqual({ title: 'T' });
  });

  it('shows the shape of answers, not of problems, and leaves what it was made of alone', () => {
    expect(Object.entries(get.responses).filter(([, { content }]) => content).map(([status]) => status)).toEqual(['200']);
    expect(described.components.responses.Internal.content).toBeDefined();
  });
});

describe('a call', () => {
  const call = (method = 'GET', headers = {}) => ({ url: 'https://parley.example/v1/x', method, headers });
  const answers = vi.fn<typeof fetch>();
  beforeEach(() => {
    vi.stubGlobal('fetch', answers);
    vi.stubGlobal('crypto', { randomUUID: () => '0190aaaa-0000-7000-8000-000000000001' }); // Node 18 has none that is global
  });
  afterEach(() => vi.resetAllMocks());

  it('by a session whose token ran out is sent once more when there is a new one', async () => {
    const signed = sign(call(), true);
    answers.mockResolvedValueOnce(new Response('', { status: 401 })).mockResolvedValueOnce(new Response('{}'));
    vi.mocked(refreshSession).mockResolvedValueOnce(true);
    expect((await signed.userFetch!(signed.url, signed)).status).toBe(200);
    answers.mockResolvedValueOnce(new Response('', { status: 401 }));
    vi.mocked(refreshSession).mockResolvedValueOnce(false);
    expect((await signed.userFetch!(signed.url, signed)).status).toBe(401);
    expect(answers).toHaveBeenCalledTimes(3);
  });

  it('by a token, or by nobody, refreshes nothing', async () => {
    for (const signed of [sign(call('POST', { Authorization: 'Bearer x' }), true), sign(call('POST'), false)]) {
      answers.mockResolvedValueOnce(new Response('', { status: 401 }));
      expect((await signed.userFetch!(signed.url, signed)).status).toBe(401);
      expect(signed.credentials).toBe('omit');
      expect(signed.headers).not.toHaveProperty('Parley-Session');
    }
    expect(refreshSession).not.toHaveBeenCalled();
  });

  it('for events, which do not end, ends with those of the first seconds', async () => {
    vi.useFakeTimers();
    const events = new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('event: hello\n\n')) });
    answers.mockResolvedValueOnce(new Response(events, { headers: { 'Content-Type': 'text/event-stream' } }));
    const signed = sign(call(), true);
    const answer = signed.userFetch!(signed.url, signed);
    await vi.advanceTimersByTimeAsync(4_000);
    expect(await (await answer).text()).toBe('event: hello\n\n');
    vi.useRealTimers();
  });
});

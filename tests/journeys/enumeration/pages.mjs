// That a list is walked page by page without a gap or a repeat, and that its page tokens are its own.
import { By, None } from './table.mjs';

const camelList = ({ output }) => output.fields.find((field) => field.fieldKind === 'list').jsonName;

async function walk(subject, pageSize) {
  const found = [];
  const list = camelList(subject.method);
  let token = '';
  let first;
  for (let pages = 0; pages < 500; pages++) {
    const { code, json, ...error } = await subject.ask({ ...subject.json, pageSize, pageToken: token });
    if (code !== 'OK') return subject.fault(`page ${pages + 1} of ${pageSize}`, { code, ...error });
    const items = json[list] ?? [];
    if (items.length > pageSize) subject.fault(`${items.length} on a page of ${pageSize}`);
    found.push(...items);
    token = json.nextPageToken;
    first ??= token;
    if (!token) return { found, first };
  }
  return subject.fault('the pages have no end');
}

export async function pagesAreWhole(subject) {
  const [small, large] = [await walk(subject, 1), await walk(subject, 100)];
  if (!small || !large) return;
  const texts = small.found.map((each) => JSON.stringify(each));
  if (texts.length < 2) subject.fault(`a list of ${texts.length} proves nothing`);
  if (new Set(texts).size < texts.length) subject.fault('something is on two pages');
  if (texts.join() !== large.found.map((each) => JSON.stringify(each)).join()) subject.fault(`page by page there are ${texts.length}, at once ${large.found.length}`);
  await tokensAreItsOwn(subject, small.first);
}

async function tokensAreItsOwn(subject, pageToken) {
  const { pages } = subject.cases;
  if (pages instanceof None || !pageToken) return;
  const other = await pages(subject.world);
  const { by, request } = other instanceof By ? other : { by: subject.by, request: other };
  const answer = await subject.ask({ ...request, pageToken }, by);
  if (answer.code !== 'INVALID_ARGUMENT' || answer.fields[0]?.field !== 'page_token') subject.fault("another list's page token", answer);
}

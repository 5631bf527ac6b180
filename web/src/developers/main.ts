import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js';
import '../app.css';
import 'swagger-ui-dist/swagger-ui.css';
import './developers.css';
import { getMe } from '../api/identity';
import { hasSession } from '../api/refresh';
import { type Description, forCalling } from './description';
import { layout } from './layout';
import { keepMended } from './mending';
import { sign } from './signing';

const api = document.querySelector('#api')!;
const somebody = document.querySelector<HTMLElement>('#somebody')!;
const asMe = somebody.querySelector('input')!;

// Whether calls can go out as who is signed in here.
async function meet(): Promise<void> {
  if (!hasSession()) return;
  const me = await getMe().catch(() => undefined);
  if (!me) return;
  somebody.querySelector('b')!.textContent = me.displayName ? `${me.displayName} (${me.email})` : me.email;
  somebody.hidden = false;
  document.querySelector('#nobody')!.remove();
}

async function load(): Promise<Description> {
  const response = await fetch('/openapi.json');
  if (!response.ok) throw new Error(`/openapi.json: ${response.status}`);
  return (await response.json()) as Description;
}

async function show(): Promise<void> {
  const spec = forCalling(await load(), location.origin);
  keepMended(api);
  SwaggerUI({
    domNode: api,
    spec,
    layout: 'Page',
    plugins: [layout],
    deepLinking: true,
    docExpansion: matchMedia('(min-width: 48rem)').matches ? 'list' : 'none',
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    requestInterceptor: (call) => sign(call, !somebody.hidden && asMe.checked),
    onComplete: () => api.removeAttribute('aria-busy'),
  });
}

void meet();
show().catch(() => {
  api.removeAttribute('aria-busy');
  api.innerHTML = '<p role="alert">The description did not come. <a href="">Try again</a></p>';
});

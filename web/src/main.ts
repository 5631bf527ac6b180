import './app.css';
import { mount } from 'svelte';
import App from './App.svelte';
import { texts } from './texts/texts.svelte';

void texts.start().then(show);
function show(): void {
  const target = document.getElementById('app');
  if (target) mount(App, { target });
}

// The light build has no types of its own; for what we use it is the full one.
declare module 'hls.js/light' {
  export { default } from 'hls.js';
}

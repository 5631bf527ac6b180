import type { Plugin } from 'swagger-ui-dist/swagger-ui-es-bundle.js';

// Swagger UI between the page's own heading and end: without its title, and without a choice of servers where there is one.
export const layout: Plugin = ({ React: { createElement: make } }) => ({
  components: {
    Page: (props) => {
      const { getComponent, specSelectors } = props as unknown as Parameters<Plugin>[0];
      const part = (name: string, given: object = {}) => make(getComponent(name, true), given);
      return make(
        'div',
        { className: 'swagger-ui' },
        make(getComponent('SvgAssets')),
        part('errors'),
        part('AuthorizeBtnContainer'),
        make('h2', null, 'What holds for all of it'),
        part('Markdown', { source: specSelectors.info().get('description') }),
        make('h2', null, 'Calls'),
        part('operations'),
        part('Models'),
      );
    },
    // A link inside the button that opens a call can't be reached; the address follows what is opened all the same.
    DeepLink: ({ text }) => make('span', { className: 'nostyle' }, text),
  },
});

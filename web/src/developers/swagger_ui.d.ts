// What the page uses of Swagger UI, which brings no types.
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  export type Node = unknown;
  export type Component = (props: Record<string, unknown>) => Node;

  export interface System {
    React: { createElement(type: string | Component, props?: object | null, ...children: Node[]): Node };
    getComponent(name: string, connected?: boolean): Component;
    specSelectors: { info(): { get(field: string): string } };
  }

  export type Plugin = (system: System) => { components: Record<string, Component> };

  // A request on its way out; what the interceptor leaves in it goes to fetch.
  export interface Call {
    url: string;
    method: string;
    headers: Record<string, string>;
    credentials?: RequestCredentials;
    userFetch?: typeof fetch;
  }

  interface Options {
    domNode: Element;
    spec: object;
    layout: string;
    plugins: Plugin[];
    deepLinking: boolean;
    docExpansion: 'list' | 'none';
    defaultModelsExpandDepth: number;
    validatorUrl: null;
    requestInterceptor(call: Call): Call;
    onComplete(): void;
  }

  export default function SwaggerUI(options: Options): void;
}

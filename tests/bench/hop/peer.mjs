// What a user would write instead: Fastify in front of a @grpc/grpc-js service, one process each, with TLS between them and the token checked.
import { readFileSync } from 'node:fs';
import grpc from '@grpc/grpc-js';
import loader from '@grpc/proto-loader';
import fastify from 'fastify';
import { createVerifier } from 'fast-jwt';

const env = process.env;
const definition = loader.loadSync('parley/exchange/v1/exchange_service.proto', {
  includeDirs: [env.PROTO_DIR, '/usr/share/gocode/src/github.com/gogo/googleapis'],
  longs: String, enums: String, defaults: false,
});
const { ExchangeService } = grpc.loadPackageDefinition(definition).parley.exchange.v1;
const pem = (name) => readFileSync(env[name]);
const verify = createVerifier({ key: env.PUBLIC_KEY, algorithms: ['ES256'], cache: 1000 });

if (process.argv[2] === 'backend') {
  const feed = JSON.parse(readFileSync(env.FEED));
  const server = new grpc.Server();
  server.addService(ExchangeService.service, {
    ListVideos(call, done) {
      try {
        verify(String(call.metadata.get('authorization')[0]).slice(7));
        done(null, feed);
      } catch (error) {
        done({ code: grpc.status.UNAUTHENTICATED, message: error.message });
      }
    },
  });
  const credentials = grpc.ServerCredentials.createSsl(pem('PARLEY_TLS_CA'), [{ cert_chain: pem('PARLEY_TLS_CERTIFICATE'), private_key: pem('PARLEY_TLS_KEY') }], true);
  server.bindAsync('127.0.0.1:0', credentials, (error, port) => {
    if (error) throw error;
    console.log(`ready ${port}`);
  });
} else {
  const credentials = grpc.credentials.createSsl(pem('PARLEY_TLS_CA'), pem('PARLEY_TLS_KEY'), pem('PARLEY_TLS_CERTIFICATE'));
  const client = new ExchangeService(`127.0.0.1:${env.BACKEND_PORT}`, credentials, { 'grpc.ssl_target_name_override': 'exchange' });
  const app = fastify();
  app.get('/v1/groups/:groupId/videos', (request, reply) => {
    const metadata = new grpc.Metadata();
    metadata.set('authorization', request.headers.authorization ?? '');
    client.ListVideos({ groupId: request.params.groupId }, metadata, { deadline: Date.now() + 10_000 }, (error, answer) => {
      if (error) reply.code(401).send({ title: error.message });
      else reply.send(answer);
    });
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  console.log(`ready ${app.server.address().port}`);
}

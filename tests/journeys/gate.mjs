// A gate in the line between a phone and the gateway: passes bytes on, and cuts every connection once enough of them went up.
import { connect, createServer } from 'node:net';

export async function openGate(web) {
  const { port } = new URL(web);
  const open = new Set();
  let budgets = [];
  const gate = { cuts: 0 };
  const server = createServer((phone) => {
    const gateway = connect(Number(port), 'localhost');
    open.add(phone);
    phone.on('data', (bytes) => {
      if (budgets.length > 0 && (budgets[0] -= bytes.length) < 0) {
        budgets.shift();
        gate.cuts++;
        for (const each of open) each.destroy();
      }
    });
    for (const [from, to] of [[phone, gateway], [gateway, phone]]) {
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => to.destroy());
    }
    phone.on('close', () => open.delete(phone));
  });
  await new Promise((resolve) => server.listen(0, 'localhost', resolve));
  gate.url = `http://localhost:${server.address().port}`;
  // Cuts the line each time another of these numbers of bytes has gone up.
  gate.cutAfter = (...bytes) => {
    gate.cuts = 0;
    budgets = bytes;
  };
  // An address of the gateway's, through this gate.
  gate.through = (address) => address.replace(web, gate.url);
  gate.close = () => {
    for (const each of open) each.destroy();
    server.close();
  };
  return gate;
}

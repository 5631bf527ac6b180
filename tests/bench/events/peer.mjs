// BullMQ: jobs are added many at once, and workers, one process a core, keep a row of each. Reads lines "run SECONDS" and answers each with
// "ran JOBS SECONDS" once everything it added was done.
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpus } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Queue, Worker } from 'bullmq';
import IORedis from 'ioredis';
import pg from 'pg';

const TOGETHER = 50;
const MOST_WAITING = 4000;
const AT_A_TIME = 64; // of each worker process; more is no quicker
const CONNECTIONS = 32;
const connection = new IORedis({ path: process.env.PEER_REDIS_SOCKET, maxRetriesPerRequest: null });
const pause = (time) => new Promise((resolve) => setTimeout(resolve, time));

async function work() {
  process.on('disconnect', () => process.exit());
  const pool = new pg.Pool({ connectionString: process.env.PEER_DATABASE_URL, max: CONNECTIONS });
  const insert = { name: 'apply', text: 'INSERT INTO peer.applied (enrolment_id, run_id, user_id, state, change_time) VALUES ($1, $2, $3, $4, $5)' };
  let done = 0;
  const worker = new Worker('events', async ({ data }) => {
    await pool.query({ ...insert, values: [data.enrolmentId, data.runId, data.userId, data.state, new Date(data.changeTime)] });
    done++;
  }, { connection, concurrency: AT_A_TIME });
  worker.on('error', (error) => { throw error; });
  worker.on('failed', (_, error) => { throw error; });
  await worker.waitUntilReady();
  for (let told = -1; ; await pause(5)) {
    if (told !== done) process.send((told = done));
  }
}

async function lead() {
  const queue = new Queue('events', { connection, defaultJobOptions: { removeOnComplete: true } });
  const done = [];
  const workers = await Promise.all(cpus().map((_, index) => new Promise((resolve) => {
    const child = fork(fileURLToPath(import.meta.url), ['work']);
    child.on('message', (count) => {
      done[index] = count;
      resolve(child);
    });
  })));
  const finished = () => done.reduce((sum, count) => sum + count, 0);
  const runId = randomUUID();
  const job = () => ({ name: 'EnrolmentChanged', data: { enrolmentId: randomUUID(), runId, userId: randomUUID(), state: 4, changeTime: new Date().toISOString() } });
  let added = 0;
  console.log(`pids ${[process.pid, ...workers.map((child) => child.pid)].join(' ')}\nready`);
  for await (const line of createInterface({ input: process.stdin })) {
    const [, seconds] = line.split(' ');
    const [begin, before] = [performance.now(), added];
    const elapsed = () => (performance.now() - begin) / 1000;
    while (elapsed() < Number(seconds)) {
      if (added - finished() >= MOST_WAITING) {
        await pause(1);
        continue;
      }
      await queue.addBulk(Array.from({ length: TOGETHER }, job));
      added += TOGETHER;
    }
    while (finished() < added) await pause(1);
    console.log(`ran ${added - before} ${elapsed()}`);
  }
}

await (process.argv[2] === 'work' ? work() : lead());

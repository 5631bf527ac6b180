// A Parley of its own with people at work in it. A round: fate strikes while they work, all heals, they go on, everything comes to rest, and what they
// were told must be so.
import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Stack } from '../journeys/stack.mjs';
import { Database } from './database.mjs';
import { Disk } from './disk.mjs';
import { Ledger } from './ledger.mjs';
import { Mailbag } from './mailbag.mjs';
import { prepare } from './place.mjs';
import { Random } from './random.mjs';
import { settle } from './settling.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const MORE = 2; // acknowledged acts of everybody during a fault, and again after it
const LONGEST = 10_000; // a fault's, where people can do little meanwhile
const PATIENCE = 60_000; // until everybody is served again

// The modules of a folder, by name: whatever lies there takes part.
async function modulesOf(folder) {
  const names = readdirSync(join(here, folder)).filter((file) => file.endsWith('.mjs')).sort();
  const modules = await Promise.all(names.map((file) => import(pathToFileURL(join(here, folder, file)).href)));
  return Object.fromEntries(names.map((file, i) => [file.replace('.mjs', ''), modules[i]]));
}

// How long the parts of a round took.
class Watch {
  parts = [];
  last = Date.now();

  note(part) {
    this.parts.push(`${part} ${((Date.now() - this.last) / 1000).toFixed(1)}`);
    this.last = Date.now();
  }
  told() {
    return `${this.parts.join(', ')} s`;
  }
}

export class Chaos {
  ledger = new Ledger();
  surprises = []; // answers that nobody should get
  round = 0;
  #deck = [];

  static async up(seed, only = []) {
    const chaos = new Chaos();
    chaos.seed = seed;
    chaos.random = new Random(seed);
    const faults = await modulesOf('faults');
    const unknown = only.filter((name) => !faults[name]);
    if (unknown.length > 0) throw new Error(`there is no fault ${unknown.join(', ')}; there are ${Object.keys(faults).join(', ')}`);
    chaos.invariants = await modulesOf('invariants');
    const temporary = process.env.TMPDIR;
    chaos.disk = Disk.mount();
    if (chaos.disk) process.env.TMPDIR = chaos.disk.folder;
    try {
      chaos.stack = await Stack.up();
      chaos.disk?.spare(join(chaos.stack.state, 'inbox', 'mail'));
      chaos.database = new Database(chaos.stack);
      chaos.mailbag = new Mailbag(chaos.stack.inbox);
      Object.assign(chaos, await prepare(chaos, await modulesOf('users')));
    } catch (error) {
      await chaos.down();
      throw error;
    } finally {
      if (temporary === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = temporary;
    }
    const wanted = Object.entries(faults).filter(([name]) => only.length === 0 || only.includes(name));
    chaos.faults = Object.fromEntries(wanted.filter(([, { possible = () => true }]) => possible(chaos)));
    const leftOut = wanted.map(([name]) => name).filter((name) => !chaos.faults[name]);
    if (leftOut.length > 0) console.log(`not possible here, left out: ${leftOut.join(', ')}`);
    return chaos;
  }

  async down() {
    for (const user of this.users ?? []) user.gate.close();
    this.disk?.release();
    try {
      await this.stack?.down();
    } finally {
      this.disk?.unmount();
    }
  }

  // Every fault comes before one comes again; now and then two at once, that touch different things.
  #draw(random) {
    const take = (fits) => {
      if (!this.#deck.some(fits)) this.#deck.push(...random.some(Object.keys(this.faults), Infinity));
      const at = this.#deck.findIndex(fits);
      return at < 0 ? [] : this.#deck.splice(at, 1);
    };
    const [first] = take(() => true);
    const apart = (name) => !this.faults[name].touches.some((thing) => this.faults[first].touches.includes(thing));
    const second = random.next() < 0.3 && Object.keys(this.faults).some(apart) ? take(apart) : [];
    return [first, ...second];
  }

  // What went wrong in one more round.
  async strike() {
    this.round++;
    const random = this.random.branch(`round ${this.round}`);
    const names = this.#draw(random);
    const strikes = [];
    const wrong = [];
    const watch = new Watch();
    for (const user of this.users) user.start();
    try {
      await this.#everybodyDoes(MORE, LONGEST / 2);
      watch.note('at work');
      for (const name of names) strikes.push(await this.faults[name].strike({ ...this, random }));
      await this.#everybodyDoes(MORE, Math.min(...names.map((name) => this.faults[name].longest ?? LONGEST)));
    } catch (error) {
      wrong.push(`the fault itself failed: ${error.stack}`);
    }
    for (const each of strikes) await each.heal().catch((error) => wrong.push(`what was struck did not heal: ${error.stack}`));
    watch.note('struck');
    const idle = await this.#everybodyDoes(MORE, PATIENCE);
    wrong.push(...idle.map((user) => `${user.email} was not served within ${PATIENCE / 1000} s after the fault`));
    await Promise.all(this.users.map((user) => user.stop()));
    watch.note('served again');
    wrong.push(...(await this.check(watch)));
    wrong.push(...this.stack.differences().split('\n').filter(Boolean)); // a fault is no reason to forget anything
    this.told = `${names.join(' + ')} (${strikes.map(({ what }) => what).join('; ')}): ${watch.told()}`;
    return wrong;
  }

  // Who has not done so many more acknowledged acts within a time.
  async #everybodyDoes(more, patience) {
    const goals = new Map(this.users.filter((user) => user.counts).map((user) => [user, user.acts + more]));
    const giveUp = Date.now() + patience;
    const late = () => [...goals.keys()].filter((user) => user.acts < goals.get(user));
    while (late().length > 0 && Date.now() < giveUp) await new Promise((resolve) => setTimeout(resolve, 50));
    return late();
  }

  // Waits until nothing is on its way, and compares everything with what was acknowledged.
  async check(watch = new Watch()) {
    const left = (await settle(this)).map((what) => `never came to rest: ${what}`);
    watch.note('settled');
    await this.mailbag.collect();
    const found = await Promise.all(Object.entries(this.invariants).map(([name, { check }]) => this.#look(name, check)));
    watch.note('checked');
    return [...left, ...found.flat()];
  }

  // What can't be looked at is wrong too.
  async #look(name, check) {
    try {
      return (await check(this)).map((what) => `${name}: ${what}`);
    } catch (error) {
      return [`${name} could not be checked: ${error.stack}`];
    }
  }

  // Keeps the services' own words of a round that went wrong.
  keepLogs() {
    const folder = join(here, '..', '..', 'build', 'logs', 'chaos', `seed-${this.seed}-round-${this.round}`);
    mkdirSync(folder, { recursive: true });
    cpSync(join(this.stack.state, 'logs'), folder, { recursive: true });
    return folder;
  }
}

// Chance that comes again: everything drawn follows from the seed. Each user and each round has a branch of its own, so that what one draws does not
// depend on how quick another was.
import { createHash } from 'node:crypto';

export class Random {
  constructor(seed) {
    this.seed = String(seed);
    this.state = createHash('sha256').update(this.seed).digest().readUInt32LE();
  }

  branch(name) {
    return new Random(`${this.seed}/${name}`);
  }

  // From 0 to below 1 (mulberry32).
  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  // A whole number, both ends included.
  between(least, most) {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  pick(list) {
    return list[this.between(0, list.length - 1)];
  }

  // Some of a list, in an order of chance.
  some(list, count) {
    const left = [...list];
    return Array.from({ length: Math.min(count, left.length) }, () => left.splice(this.between(0, left.length - 1), 1)[0]);
  }

  // One of [[weight, what], …].
  weighed(choices) {
    let at = this.next() * choices.reduce((sum, [weight]) => sum + weight, 0);
    return choices.find(([weight]) => (at -= weight) < 0)?.[1] ?? choices.at(-1)[1];
  }
}

// The inbox page's JSON: what really arrived by SMTP.
import assert from 'node:assert/strict';

export class Inbox {
  constructor(url) {
    this.url = url;
  }

  // All there are. Who asks while somebody else does gets the same answer: twenty people looking at once are one look.
  look() {
    this.looking ??= fetch(`${this.url}/email`)
      .then((response) => response.json())
      .finally(() => delete this.looking);
    return this.looking;
  }

  // The mails to an address, those whose text matches where a pattern is given.
  async all(address, pattern = /^/) {
    return (await this.look())
      .filter((mail) => pattern.test(mail.text) && mail.to.some((to) => to.address.toLowerCase() === address.toLowerCase()))
      .sort((a, b) => a.time.localeCompare(b.time));
  }

  // As `all`; a mail whose acknowledgement got lost comes again under its Message-ID, and mail programs show it once.
  async shown(address, pattern) {
    const seen = new Set();
    return (await this.all(address, pattern)).filter((mail) => !seen.has(mail.messageId) && seen.add(mail.messageId));
  }

  // A mail as it came over the line.
  async source(mail) {
    return Buffer.from(await (await fetch(`${this.url}/email/${mail.id}/source`)).arrayBuffer());
  }

  async count(address, pattern) {
    return (await this.all(address, pattern)).length;
  }

  // The first such mail after the first `seen`, waiting for it.
  async next(address, seen, pattern, patience = 60_000) {
    const give_up = Date.now() + patience;
    for (;;) {
      const mails = await this.all(address, pattern);
      if (mails.length > seen) return mails[seen];
      assert.ok(Date.now() < give_up, `no mail to ${address} beyond the first ${seen}`);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }
}

// The inbox page's JSON: what really arrived by SMTP.
import assert from 'node:assert/strict';

export class Inbox {
  constructor(url) {
    this.url = url;
  }

  // The mails to an address, those whose text matches where a pattern is given.
  async all(address, pattern = /^/) {
    const mails = await (await fetch(`${this.url}/email`)).json();
    return mails
      .filter((mail) => pattern.test(mail.text) && mail.to.some((to) => to.address.toLowerCase() === address.toLowerCase()))
      .sort((a, b) => a.time.localeCompare(b.time));
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

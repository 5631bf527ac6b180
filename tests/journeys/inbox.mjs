// The inbox page's JSON: what really arrived by SMTP.
import assert from 'node:assert/strict';

export class Inbox {
  constructor(url) {
    this.url = url;
  }

  async all(address) {
    const mails = await (await fetch(`${this.url}/email`)).json();
    return mails
      .filter((mail) => mail.to.some((to) => to.address.toLowerCase() === address.toLowerCase()))
      .sort((a, b) => a.time.localeCompare(b.time));
  }

  async count(address) {
    return (await this.all(address)).length;
  }

  // The first mail to the address after the first `seen`, waiting for it.
  async next(address, seen, patience = 60_000) {
    const give_up = Date.now() + patience;
    for (;;) {
      const mails = await this.all(address);
      if (mails.length > seen) return mails[seen];
      assert.ok(Date.now() < give_up, `no mail to ${address} beyond the first ${seen}`);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }
}

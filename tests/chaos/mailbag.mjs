// Every mail that really arrived by SMTP, however long ago. What was collected is removed from the inbox page, which shows all it has at every look.
export class Mailbag {
  arrivals = new Map(); // by Message-ID: how often it came

  constructor(inbox) {
    this.inbox = inbox;
  }

  // To be called when nothing is on its way.
  async collect() {
    for (const { messageId } of await this.inbox.look()) {
      const id = messageId.replace(/^<|>$/g, '');
      this.arrivals.set(id, (this.arrivals.get(id) ?? 0) + 1);
    }
    await fetch(`${this.inbox.url}/email/all`, { method: 'DELETE' });
  }
}

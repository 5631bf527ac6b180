import { asProblem, type Problem } from '../api/problem';
import { newRequestId } from '../api/request_id';

// One thing a person does by a button. As long as nobody knows whether it reached the server, a repeat of the same wish keeps its request id,
// so it is done once; another wish (`input` changed) gets a new one.
export class Act {
  busy = $state(false);
  problem = $state<Problem>();
  #requestId: string | undefined;
  #input = '';

  async run<T>(work: (requestId: string) => Promise<T>, input: unknown = null): Promise<T | undefined> {
    if (this.busy) return undefined;
    const wish = JSON.stringify(input);
    if (wish !== this.#input) this.#requestId = undefined;
    this.#input = wish;
    this.#requestId ??= newRequestId();
    this.busy = true;
    this.problem = undefined;
    try {
      const answer = await work(this.#requestId);
      this.#requestId = undefined;
      return answer;
    } catch (error) {
      this.problem = asProblem(error);
      if (!this.problem.passing) this.#requestId = undefined;
      return undefined;
    } finally {
      this.busy = false;
    }
  }
}

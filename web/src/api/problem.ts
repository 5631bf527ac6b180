export interface FieldError {
  field: string;
  description: string;
}

// Why a call failed, in the server's words (RFC 9457) or, with status 0, because no answer came at all.
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    readonly detail: string,
    readonly errors: FieldError[] = [],
    readonly retryAfterMs = 0,
  ) {
    super(detail || reason);
    this.name = 'Problem';
  }

  // Trying the very same call again can help.
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  // The description for a field, whatever message it is nested in: "user.display_name", "user.displayName" and "displayName" are one.
  field(name: string): FieldError | undefined {
    return this.errors.find((error) => lastName(error.field) === name);
  }
}

export function noAnswer(): Problem {
  return new Problem(0, 'NO_CONNECTION', '');
}

export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem(0, 'UNEXPECTED', error instanceof Error ? error.message : String(error));
}

export function parseProblem(status: number, contentType: string, body: string, retryAfter: string | null): Problem {
  const wait = Math.max(0, Number(retryAfter ?? 0) || 0) * 1000;
  if (/[/+]json/.test(contentType)) {
    try {
      const value = JSON.parse(body) as Record<string, unknown>;
      const errors = Array.isArray(value.errors) ? (value.errors as FieldError[]) : [];
      return new Problem(status, text(value.reason), text(value.detail) || text(value.title), errors, wait);
    } catch {
      // Cut off on the way: the status still says the kind of failure.
    }
  }
  return new Problem(status, '', '', [], wait);
}

export function lastName(path: string): string {
  const last = path.replace(/\[\d+\]/g, '').split('.').pop() ?? path;
  return last.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

import type { Run } from '../api/types';
import { t } from '../texts/texts.svelte';

export function stateName(run: Run): string {
  return t(`runState.${run.state}`);
}

import type { Silence } from '../../api/silences';
import { formatMatcher } from '../../lib/matchers';
import type { SILENCE_STATES } from '../../lib/urlState';
import { holdWords } from '../../lib/words';

/** Silences in a state (current: not over yet) whose matchers, comment and author together hold every word. */
export function filterSilences(silences: readonly Silence[], state: (typeof SILENCE_STATES)[number], text: string): readonly Silence[] {
  return silences.filter(
    (silence) =>
      (state === 'current' ? silence.state !== 'expired' : silence.state === state) &&
      holdWords([...silence.matchers.map(formatMatcher), silence.comment, silence.createdBy], text),
  );
}

import type { Silence } from '../../api/silences';
import { formatMatcher } from '../../lib/matchers';
import type { SILENCE_STATES } from '../../lib/urlState';

/** Silences in a state (current: not over yet) whose matchers, comment and author together hold every word. */
export function filterSilences(silences: readonly Silence[], state: (typeof SILENCE_STATES)[number], text: string): readonly Silence[] {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return silences.filter((silence) => {
    const haystack = [...silence.matchers.map(formatMatcher), silence.comment, silence.createdBy].join(' ').toLowerCase();
    return (state === 'current' ? silence.state !== 'expired' : silence.state === state) && words.every((word) => haystack.includes(word));
  });
}

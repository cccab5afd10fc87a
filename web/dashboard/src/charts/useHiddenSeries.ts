import { useState } from 'react';
import { onlyShown, toggled } from './hiddenSeries';

interface HiddenSeries {
  readonly has: (name: string) => boolean;
  readonly toggle: (name: string) => void;
  readonly only: (name: string, all: readonly string[]) => void;
}

/** Which lines of a chart are hidden; another query begins with all of them shown. */
export function useHiddenSeries(query: string): HiddenSeries {
  const [state, setState] = useState<{ query: string; hidden: ReadonlySet<string> }>({ query, hidden: new Set() });
  const hidden = state.query === query ? state.hidden : new Set<string>();
  return {
    has: (name) => hidden.has(name),
    toggle: (name) => { setState({ query, hidden: toggled(hidden, name) }); },
    only: (name, all) => { setState({ query, hidden: onlyShown(hidden, name, all) }); },
  };
}

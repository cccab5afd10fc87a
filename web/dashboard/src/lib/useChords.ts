import { useEffect, useRef } from 'react';
import { ChordReader, isInDialog, isTyping } from './chords';

const LEADERS = new Set(['g', 't']);

/** Calls the action of each chord while the component is shown and no dialog is before it. Keys such as `g a`, `t ArrowLeft`, `?`. */
export function useChords(actions: Readonly<Record<string, () => void>>): void {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  useEffect(() => {
    const reader = new ChordReader(LEADERS);
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isInDialog(event.target)) return;
      if (event.key === 'Shift') return;
      const action = latest.current[reader.read(event.key, event.timeStamp) ?? ''];
      if (action === undefined) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('keydown', onKey);
    };
  }, []);
}

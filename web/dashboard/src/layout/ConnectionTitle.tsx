import { useEffect } from 'react';
import { useConnectionState } from '../api/overview';

const SIGNS = { connected: '🟢', reconnecting: '🟡', disconnected: '🔴' } as const;
const PREFIX = /^(🟢|🟡|🔴) /u;

/** Puts the connection's state into the browser tab's title, whatever page sets the rest of it. */
export function ConnectionTitle(): null {
  const state = useConnectionState();
  useEffect(() => {
    const apply = (): void => {
      const title = `${SIGNS[state]} ${document.title.replace(PREFIX, '')}`;
      if (document.title !== title) document.title = title;
    };
    apply();
    const observer = new MutationObserver(apply);
    const element = document.querySelector('title');
    if (element !== null) observer.observe(element, { childList: true });
    return () => {
      observer.disconnect();
      document.title = document.title.replace(PREFIX, '');
    };
  }, [state]);
  return null;
}

import { Center } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { useEffect, type ReactElement } from 'react';
import { recoverAfter } from '../api/recovery';
import { Failure } from '../components/Notice';

// Attempts further apart than this are not the same trouble. ms.
const FORGOTTEN_MS = 90_000;
// Outlives the component, which is drawn anew at each attempt.
const failing = { since: 0, last: 0 };

/** When the page cannot even ask who is signed in. Tries again by itself. */
export function AppFailure({ error }: { readonly error: unknown }): ReactElement {
  const router = useRouter();
  useEffect(() => {
    const wait = waitAfter(error, Date.now());
    if (wait === false) return undefined;
    const timer = setTimeout(() => void router.invalidate(), wait);
    return () => { clearTimeout(timer); };
  }, [error, router]);
  return (
    <Center mih="60vh" component="main">
      <Failure error={error instanceof Error ? error : new Error(String(error))} onRetry={() => void router.invalidate()} />
    </Center>
  );
}

function waitAfter(error: unknown, now: number): number | false {
  if (now - failing.last > FORGOTTEN_MS) failing.since = now;
  failing.last = now;
  return recoverAfter({ error, dataUpdatedAt: failing.since, errorUpdatedAt: now, errorUpdateCount: 1 }, false);
}

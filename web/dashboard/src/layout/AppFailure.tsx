import { Center } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { Failure } from '../components/Notice';

/** When the page cannot even ask who is signed in. */
export function AppFailure({ error }: { readonly error: unknown }): ReactElement {
  const router = useRouter();
  return (
    <Center mih="60vh" component="main">
      <Failure error={error instanceof Error ? error : new Error(String(error))} onRetry={() => void router.invalidate()} />
    </Center>
  );
}

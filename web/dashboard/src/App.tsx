import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, type ReactElement } from 'react';
import { onSessionEnd } from './api/client';
import { sessionKey } from './api/session';
import { ConfirmProvider } from './components/ConfirmProvider';
import { queryClient } from './queryClient';
import { router } from './router';
import { theme } from './theme';

export function App(): ReactElement {
  useEffect(
    () =>
      onSessionEnd(() => {
        queryClient.removeQueries({ queryKey: sessionKey });
        const { pathname, searchStr } = router.state.location;
        if (pathname !== '/login') void router.navigate({ to: '/login', search: { redirect: pathname + searchStr } });
      }),
    [],
  );
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto">
      <Notifications limit={4} position="bottom-right" />
      <QueryClientProvider client={queryClient}>
        <ConfirmProvider>
          <RouterProvider router={router} />
        </ConfirmProvider>
      </QueryClientProvider>
    </MantineProvider>
  );
}

import { QueryClient } from '@tanstack/react-query';
import { isFinal, recoverAfter } from './api/recovery';

const MOST_RETRIES = 2;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchInterval: ({ state }) => recoverAfter(state, false),
      retry: (failures, error) => failures < MOST_RETRIES && !isFinal(error),
    },
  },
});

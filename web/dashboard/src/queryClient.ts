import { QueryClient } from '@tanstack/react-query';
import { ApiError } from './api/client';

const MOST_RETRIES = 2;

/** Answers that stay the same however often one asks. */
function isFinal(error: Error): boolean {
  return error instanceof ApiError && error.status >= 400 && error.status < 500;
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < MOST_RETRIES && !isFinal(error),
    },
  },
});

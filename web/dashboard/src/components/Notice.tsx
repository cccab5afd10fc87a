import { Button, Stack, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/client';
import { isFinal } from '../api/recovery';
import { StateIcon, type State } from './StateIcon';

interface NoticeProps {
  readonly state?: State;
  readonly title: string;
  /** What to do about it. */
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** In the place of content: why there is none, and what to do. */
export function Notice({ state, title, children, action }: NoticeProps): ReactElement {
  return (
    <Stack align="center" gap={6} py="xl" px="md" ta="center" role={state === 'critical' ? 'alert' : undefined}>
      {state !== undefined && <StateIcon state={state} size={28} />}
      <Text fw={600}>{title}</Text>
      {children !== undefined && (
        <Text component="div" size="sm" c="dimmed" maw={460}>
          {children}
        </Text>
      )}
      {action}
    </Stack>
  );
}

interface FailureProps {
  readonly error: Error;
  readonly onRetry?: () => void;
}

/** A request that failed, in the server's words where it found some. */
export function Failure({ error, onRetry }: FailureProps): ReactElement {
  const { t } = useTranslation();
  const explain = useErrorText();
  return (
    <Notice
      state="critical"
      title={t('failure.title')}
      action={
        onRetry && (
          <Button variant="default" size="xs" mt="xs" onClick={onRetry}>
            {t('failure.retry')}
          </Button>
        )
      }
    >
      {explain(error)}
      {onRetry && !isFinal(error) && <Text size="xs" mt={4}>{t('failure.recovers')}</Text>}
    </Notice>
  );
}

/** Above what was read before: it could not be read again. */
export function StaleNotice({ error }: { readonly error: Error }): ReactElement {
  const { t } = useTranslation();
  const explain = useErrorText();
  return (
    <Text size="sm" px="md" py={6} role="status" c="var(--state-warning)" bg="var(--state-warning-soft)">
      {t('failure.stale', { reason: explain(error) })}
    </Text>
  );
}

/** Above content: what to know before it is read. */
export function Remark({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <Text size="sm" mb="md" px="md" py={6} role="status" bg="var(--state-info-soft)">
      {children}
    </Text>
  );
}

/** A failure in one sentence. */
export function useErrorText(): (error: Error) => string {
  const { t } = useTranslation();
  return (error) => {
    if (!(error instanceof ApiError)) return error.message;
    if (error.message !== '') return error.message;
    if (error.status === 0) return t('failure.unreachable');
    if (error.status === 403) return t('failure.forbidden');
    if (error.status === 404) return t('failure.notFound');
    if (error.status >= 500) return t('failure.server', { status: error.status });
    return t('failure.other', { status: error.status });
  };
}

import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { useLoadTests } from '../../api/loadTests';

interface OlderRunsProps {
  readonly source: ReturnType<typeof useLoadTests>;
}

/** Reads a page more of the load tests; nothing where there are no older ones. */
export function OlderRuns({ source }: OlderRunsProps): ReactElement | null {
  const { t } = useTranslation();
  if (!source.hasNextPage) return null;
  return (
    <Button variant="default" size="xs" loading={source.isFetchingNextPage} onClick={() => void source.fetchNextPage()}>
      {t('loadTests.older')}
    </Button>
  );
}

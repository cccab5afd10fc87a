import { Loader, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useExplanation } from '../api/analysis';
import type { Labels } from '../api/prometheus';
import { ExplanationText } from './ExplanationText';
import { Failure } from './Notice';

interface ExplanationPanelProps {
  readonly query: string;
  /** Of the query's series the one with these labels; the one that moved most by default. */
  readonly labels?: Labels;
  readonly time: string;
}

/** What moved together with a series at a moment, and what was changed near it. */
export function ExplanationPanel({ query, labels, time }: ExplanationPanelProps): ReactElement {
  const { t } = useTranslation();
  const { data, error, isError, refetch } = useExplanation(query, labels, time);
  if (isError) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loader size="sm" m="sm" aria-label={t('loading')} />;
  return (
    <Stack gap="xs" mt="xs" ml={{ base: 0, sm: 28 }} p="sm" style={{ background: 'var(--page)', borderRadius: 8 }} role="region" aria-label={t('analysis.explanation')}>
      <ExplanationText explanation={data} />
    </Stack>
  );
}

import { Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../api/alerts';
import { useAlertExplanation } from '../../api/analysis';
import { ExplanationText } from '../../components/ExplanationText';
import { useErrorText } from '../../components/Notice';
import { Panel } from '../../components/Panel';

/** What to do, and what moved together with the alert. Only the first is known of an alert that is over. */
export function WhatToDo({ alert }: { readonly alert: Alert }): ReactElement | null {
  const { t } = useTranslation();
  const explain = useErrorText();
  const open = alert.state !== 'resolved';
  const explanation = useAlertExplanation(alert.fingerprint, open);
  const advice = alert.annotations['recommendation'] ?? explanation.data?.response?.advice;
  if (!open && advice === undefined) return null;
  return (
    <Panel title={t('explanation.title')}>
      <Stack gap="sm">
        {advice !== undefined && (
          <Group gap="xs" wrap="nowrap" align="flex-start">
            <IconBulb size={18} color="var(--state-info)" style={{ flex: 'none', marginTop: 2 }} aria-hidden />
            <Text size="sm" fw={600}>{advice}</Text>
          </Group>
        )}
        {explanation.isLoading && <Skeleton height={40} />}
        {explanation.isError && <Text size="sm" c="dimmed">{t('explanation.none', { reason: explain(explanation.error) })}</Text>}
        {explanation.data !== undefined && <ExplanationText explanation={explanation.data} />}
      </Stack>
    </Panel>
  );
}

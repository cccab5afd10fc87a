import { Alert as Box, List, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { messageOfAlert } from '../../api/alerts';
import { useSilencePreview } from '../../api/silences';
import { useErrorText } from '../../components/Notice';
import type { Matcher } from '../../lib/matchers';

// Long enough not to ask at every key.
const TYPING_MS = 300;

/** What a silence with these matchers would hold back now. */
export function SilencePreviewPanel({ matchers }: { readonly matchers: readonly Matcher[] }): ReactElement | null {
  const { t } = useTranslation();
  const explain = useErrorText();
  const [settled] = useDebouncedValue(matchers, TYPING_MS);
  const preview = useSilencePreview(settled);
  if (settled.length === 0) return null;
  if (preview.isError) return <Text size="sm" c="var(--state-critical)">{explain(preview.error)}</Text>;
  if (preview.data === undefined) return null;
  const { matching, open, examples, warning } = preview.data;
  return (
    <Box variant="default" title={t('silences.hits', { count: matching, open })} data-testid="silence-preview" role="status">
      <Stack gap={6}>
        {warning && <Text size="sm" c="var(--state-warning)">{warning}</Text>}
        <List size="sm" style={{ maxHeight: 160, overflowY: 'auto' }}>
          {examples.map((alert) => (
            <List.Item key={alert.fingerprint}>
              <b>{alert.name}</b> {messageOfAlert(alert)}
            </List.Item>
          ))}
        </List>
        {matching > examples.length && <Text size="xs" c="dimmed">{t('chart.more', { count: matching - examples.length })}</Text>}
      </Stack>
    </Box>
  );
}

import { Alert as Box, List, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { messageOfAlert } from '../api/alerts';
import { useMatchPreview, type QuietKind } from '../api/matchPreview';
import type { Matcher } from '../lib/matchers';
import { useErrorText } from './Notice';
import { TargetsHitText } from './TargetsHitText';

// Long enough not to ask at every key.
const TYPING_MS = 300;

interface MatchPreviewPanelProps {
  readonly kind: QuietKind;
  readonly matchers: readonly Matcher[];
}

/** What a silence or maintenance window with these matchers would hold back now. */
export function MatchPreviewPanel({ kind, matchers }: MatchPreviewPanelProps): ReactElement | null {
  const { t } = useTranslation();
  const explain = useErrorText();
  const [settled] = useDebouncedValue(matchers, TYPING_MS);
  const preview = useMatchPreview(kind, settled);
  if (preview.isError) return <Text size="sm" c="var(--state-critical)">{explain(preview.error)}</Text>;
  if (preview.data === undefined || (kind === 'silences' && settled.length === 0)) return null;
  const { matching, open, examples, warning } = preview.data;
  return (
    <Box variant="default" title={t('silences.hits', { count: matching, open })} data-testid="match-preview" role="status">
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
        {kind === 'maintenance' && <TargetsHitText matchers={settled} />}
      </Stack>
    </Box>
  );
}

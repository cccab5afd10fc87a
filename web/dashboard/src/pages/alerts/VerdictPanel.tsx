import { Button, Group, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useJudge, VERDICTS, type Judgement } from '../../api/alertLife';
import { useErrorText } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { RoleGate } from '../../components/RoleGate';

interface VerdictPanelProps {
  readonly fingerprint: string;
  readonly judgement: Judgement | null;
}

/** Whether the alert was right; the precision of its rule is counted from this. */
export function VerdictPanel({ fingerprint, judgement }: VerdictPanelProps): ReactElement {
  const { t } = useTranslation();
  const explain = useErrorText();
  const judge = useJudge(fingerprint);
  return (
    <Panel title={t('verdict.title')}>
      <Group gap="xs" role="group" aria-label={t('verdict.title')}>
        {VERDICTS.map((verdict) => (
          <RoleGate key={verdict} needs="operator">
            <Button
              size="compact-sm"
              variant={judgement?.verdict === verdict ? 'filled' : 'default'}
              aria-pressed={judgement?.verdict === verdict}
              title={t(`verdict.hint.${verdict}`)}
              loading={judge.isPending && judge.variables === verdict}
              onClick={() => { judge.mutate(verdict); }}
            >
              {t(`verdict.${verdict}`)}
            </Button>
          </RoleGate>
        ))}
      </Group>
      <Text size="xs" c="dimmed" mt="xs">
        {judgement === null ? t('verdict.lead') : t('verdict.by', { name: judgement.judgedBy })}
      </Text>
      {judge.isError && <Text size="sm" c="var(--state-critical)" role="alert">{explain(judge.error)}</Text>}
    </Panel>
  );
}

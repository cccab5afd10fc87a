import { Button, Group, Text, Textarea } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useJudge, VERDICTS, type EpisodeOf, type Judgement } from '../../api/alertLife';
import { useErrorText } from '../../components/Notice';
import { Panel } from '../../components/Panel';
import { RoleGate, useMay } from '../../components/RoleGate';
import { formatRelative } from '../../lib/formatTime';
import { useNow } from '../../lib/useNow';

interface VerdictPanelProps {
  readonly of: EpisodeOf;
  readonly judgement: Judgement | null;
}

/** Whether the alert was right; the precision of its rule is counted from this. */
export function VerdictPanel({ of, judgement }: VerdictPanelProps): ReactElement {
  const { t } = useTranslation();
  const explain = useErrorText();
  const judge = useJudge(of);
  const [note, setNote] = useState('');
  const operator = useMay('operator');
  const text = note.trim();
  return (
    <Panel title={t('verdict.title')}>
      {operator && (
        <Textarea
          mb="xs"
          aria-label={t('verdict.note')}
          placeholder={t('verdict.note')}
          autosize
          minRows={1}
          maxRows={4}
          maxLength={2_000}
          value={note}
          onChange={(event) => { setNote(event.currentTarget.value); }}
        />
      )}
      <Group gap="xs" role="group" aria-label={t('verdict.title')}>
        {VERDICTS.map((verdict) => (
          <RoleGate key={verdict} needs="operator">
            <Button
              size="compact-sm"
              variant={judgement?.verdict === verdict ? 'filled' : 'default'}
              aria-pressed={judgement?.verdict === verdict}
              title={t(`verdict.hint.${verdict}`)}
              loading={judge.isPending && judge.variables.verdict === verdict}
              onClick={() => { judge.mutate(text === '' ? { verdict } : { verdict, note: text }, { onSuccess: () => { setNote(''); } }); }}
            >
              {t(`verdict.${verdict}`)}
            </Button>
          </RoleGate>
        ))}
      </Group>
      {judgement === null ? <Text size="xs" c="dimmed" mt="xs">{t('verdict.lead')}</Text> : <Given judgement={judgement} />}
      {judge.isError && <Text size="sm" c="var(--state-critical)" role="alert">{explain(judge.error)}</Text>}
    </Panel>
  );
}

function Given({ judgement: { judgedBy, judgedAt, note } }: { readonly judgement: Judgement }): ReactElement {
  const { t, i18n } = useTranslation();
  const now = useNow(30_000);
  return (
    <>
      {note && <Text size="sm" mt="xs" style={{ overflowWrap: 'anywhere' }}>{note}</Text>}
      <Text size="xs" c="dimmed" mt="xs">{t('verdict.by', { name: judgedBy, when: formatRelative(judgedAt, now, i18n.language) })}</Text>
    </>
  );
}

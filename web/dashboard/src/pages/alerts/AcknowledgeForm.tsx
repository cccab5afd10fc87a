import { Button, Group, Input, SegmentedControl, Stack, Text, Textarea } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAcknowledge, type AcknowledgeResult, type Alert } from '../../api/alerts';
import { useSession } from '../../api/session';
import { FormEnd } from '../../components/FormEnd';
import { FormModal } from '../../components/FormModal';

const HOUR_MS = 3_600_000;
const LENGTHS = { open: null, '1h': HOUR_MS, '4h': 4 * HOUR_MS, '1d': 24 * HOUR_MS, '7d': 168 * HOUR_MS } as const;
type Length = keyof typeof LENGTHS;

interface AcknowledgeFormProps {
  /** None: the form is closed. */
  readonly alerts: readonly Alert[];
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

/** Takes alerts on, with a note and for how long; of one that is taken already, takes it over or changes that. */
export function AcknowledgeForm({ alerts, onClose, onDone }: AcknowledgeFormProps): ReactElement {
  const titleOf = useTitle();
  return (
    <FormModal opened={alerts.length > 0} onClose={onClose} title={titleOf(alerts)}>
      <Fields
        alerts={alerts}
        onClose={onClose}
        onDone={() => {
          onDone?.();
          onClose();
        }}
      />
    </FormModal>
  );
}

function useTitle(): (alerts: readonly Alert[]) => string {
  const { t } = useTranslation();
  const { data: session } = useSession();
  return (alerts) => {
    const [only] = alerts;
    if (alerts.length > 1) return t('alert.acknowledgeMany', { count: alerts.length });
    const name = only?.name ?? '';
    if (only?.state !== 'acknowledged') return t('alert.acknowledgeNamed', { name });
    return only.acknowledgedBy === session?.name ? t('alert.changeNamed', { name }) : t('alert.takeOverNamed', { name, from: only.acknowledgedBy ?? '' });
  };
}

function Fields({ alerts, onClose, onDone }: Required<AcknowledgeFormProps>): ReactElement {
  const { t } = useTranslation();
  const { data: session } = useSession();
  const acknowledge = useAcknowledge();
  const [only] = alerts;
  const [note, setNote] = useState(alerts.length === 1 && only?.acknowledgedBy === session?.name ? (only?.note ?? '') : '');
  const [length, setLength] = useState<Length>('open');
  const submit = (): void => {
    const ms = LENGTHS[length];
    acknowledge.mutate(
      {
        fingerprints: alerts.map(({ fingerprint }) => fingerprint),
        ...(note.trim() === '' ? {} : { note: note.trim() }),
        ...(ms === null ? {} : { until: new Date(Date.now() + ms).toISOString() }),
      },
      { onSuccess: (results) => { if (results.every(({ result }) => result === 'acknowledged')) onDone(); } },
    );
  };
  if (acknowledge.isSuccess) return <Results results={acknowledge.data} onDone={onDone} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        <Textarea
          label={t('alert.note')}
          description={t('alert.noteHint')}
          autosize
          minRows={2}
          maxLength={1_000}
          data-autofocus
          value={note}
          onChange={(event) => { setNote(event.currentTarget.value); }}
        />
        <Input.Wrapper label={t('alert.until')} description={t('alert.untilHint')} labelElement="div">
          <SegmentedControl
            mt={6}
            aria-label={t('alert.until')}
            data={Object.keys(LENGTHS).map((value) => ({ value, label: value === 'open' ? t('alert.untilWithdrawn') : value }))}
            value={length}
            onChange={(value) => { setLength(value as Length); }}
          />
        </Input.Wrapper>
        <FormEnd saving={acknowledge} submit={t('alert.acknowledge')} onCancel={onClose} />
      </Stack>
    </form>
  );
}

/** What came of each, where not all could be taken. */
function Results({ results, onDone }: { readonly results: readonly AcknowledgeResult[]; readonly onDone: () => void }): ReactElement {
  const { t } = useTranslation();
  const left = (['resolved', 'unknown'] as const).map((result) => ({ result, alerts: results.filter((one) => one.result === result) })).filter(({ alerts }) => alerts.length > 0);
  return (
    <Stack gap="sm" role="status">
      <Text size="sm" fw={600}>{t('alert.results.acknowledged', { count: results.filter(({ result }) => result === 'acknowledged').length })}</Text>
      {left.map(({ result, alerts }) => (
        <Text key={result} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {t(`alert.results.${result}`, { count: alerts.length, names: alerts.map(({ name, fingerprint }) => name ?? fingerprint).join(', ') })}
        </Text>
      ))}
      <Group justify="flex-end">
        <Button data-autofocus onClick={onDone}>{t('close')}</Button>
      </Group>
    </Stack>
  );
}

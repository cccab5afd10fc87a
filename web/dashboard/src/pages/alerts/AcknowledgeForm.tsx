import { Button, Group, Input, Modal, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAcknowledgeAll, type Alert } from '../../api/alerts';
import { Failure } from '../../components/Notice';

const HOUR_MS = 3_600_000;
const LENGTHS = { open: null, '1h': HOUR_MS, '4h': 4 * HOUR_MS, '1d': 24 * HOUR_MS } as const;
type Length = keyof typeof LENGTHS;

interface AcknowledgeFormProps {
  /** None: the form is closed. */
  readonly alerts: readonly Alert[];
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

/** Takes alerts on, with a note and for how long. */
export function AcknowledgeForm({ alerts, onClose, onDone }: AcknowledgeFormProps): ReactElement {
  const { t } = useTranslation();
  const [only] = alerts;
  const title = alerts.length > 1 ? t('alert.acknowledgeMany', { count: alerts.length }) : t('alert.acknowledgeNamed', { name: only?.name ?? '' });
  return (
    <Modal opened={alerts.length > 0} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      {alerts.length > 0 && (
        <Fields
          alerts={alerts}
          onClose={onClose}
          onDone={() => {
            onDone?.();
            onClose();
          }}
        />
      )}
    </Modal>
  );
}

function Fields({ alerts, onClose, onDone }: Required<AcknowledgeFormProps>): ReactElement {
  const { t } = useTranslation();
  const acknowledge = useAcknowledgeAll();
  const [note, setNote] = useState('');
  const [length, setLength] = useState<Length>('open');
  const submit = (): void => {
    const ms = LENGTHS[length];
    const common = { ...(note.trim() === '' ? {} : { note: note.trim() }), ...(ms === null ? {} : { until: new Date(Date.now() + ms).toISOString() }) };
    acknowledge.mutate(alerts.map(({ fingerprint }) => ({ fingerprint, ...common })), { onSuccess: onDone });
  };
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
        {acknowledge.isError && <Failure error={acknowledge.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={acknowledge.isPending}>
            {t('alert.acknowledge')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

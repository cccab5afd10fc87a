import { SegmentedControl, SimpleGrid, Text, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useTakeBaseline, type BaselineId } from '../../api/baselines';
import { FormModal } from '../../components/FormModal';
import { SendingForm } from '../../components/SendingForm';
import { toLocalInput } from '../../lib/formatTime';
import { LENGTHS, toBaseline, validateBaseline, type BaselineFormValues } from './baselineForm';
import { ComponentEditor } from './ComponentEditor';
import { RunSelect } from './RunSelect';

interface BaselineFormProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onTaken: (baseline: BaselineId) => void;
}

/** Keeps how the system was, over a time or during a load test. */
export function BaselineForm({ opened, onClose, onTaken }: BaselineFormProps): ReactElement {
  const { t } = useTranslation();
  return (
    <FormModal opened={opened} onClose={onClose} title={t('baselines.take')} size="lg">
      <Fields onClose={onClose} onTaken={onTaken} />
    </FormModal>
  );
}

function Fields({ onClose, onTaken }: Omit<BaselineFormProps, 'opened'>): ReactElement {
  const { t } = useTranslation();
  const take = useTakeBaseline();
  // A range of the last hour ends when the person asked for it.
  const [openedAt] = useState(() => Date.now());
  const form = useForm<BaselineFormValues>({
    initialValues: { name: '', source: 'range', length: '1h', from: toLocalInput(openedAt - 3_600_000), to: toLocalInput(openedAt), run: null, note: '', components: [] },
    validate: (values) =>
      Object.fromEntries(Object.entries(validateBaseline(values, Date.now())).map(([field, problem]) => [field, t(`baselines.${problem}`)])),
  });
  const { run: runError } = form.errors;
  const sent = (taken: BaselineId): void => {
    onTaken(taken);
    onClose();
  };
  return (
    <SendingForm form={form} saving={take} toInput={(values) => toBaseline(values, openedAt)} onSent={sent} submit={t('baselines.take')} onCancel={onClose}>
      <TextInput label={t('baselines.name')} description={t('baselines.nameHint')} placeholder="release-2.3" withAsterisk data-autofocus {...form.getInputProps('name')} />
      <SegmentedControl
        aria-label={t('baselines.source')}
        data={(['range', 'run'] as const).map((value) => ({ value, label: t(`baselines.sources.${value}`) }))}
        {...form.getInputProps('source')}
      />
      {form.values.source === 'run' ? (
        <RunSelect label={t('baselines.run')} value={form.values.run} onChange={(run) => { form.setFieldValue('run', run); }} error={typeof runError === 'string' ? runError : undefined} />
      ) : (
        <>
          <SegmentedControl
            aria-label={t('baselines.length')}
            data={LENGTHS.map((value) => ({ value, label: value === 'custom' ? t('silences.custom') : value }))}
            {...form.getInputProps('length')}
          />
          {form.values.length === 'custom' && (
            <SimpleGrid cols={{ base: 1, xs: 2 }}>
              <TextInput type="datetime-local" step={1} label={t('range.from')} {...form.getInputProps('from')} />
              <TextInput type="datetime-local" step={1} label={t('range.to')} {...form.getInputProps('to')} />
            </SimpleGrid>
          )}
        </>
      )}
      <Textarea label={t('baselines.note')} description={t('baselines.noteHint')} autosize minRows={1} maxLength={2_000} {...form.getInputProps('note')} />
      <ComponentEditor form={form} />
      <Text size="xs" c="dimmed">{t('baselines.versions')}</Text>
    </SendingForm>
  );
}

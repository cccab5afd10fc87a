import { Input, SegmentedControl, SimpleGrid, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveSilence, type Silence } from '../../api/silences';
import { FormModal } from '../../components/FormModal';
import { MatcherEditor } from '../../components/MatcherEditor';
import { MatchPreviewPanel } from '../../components/MatchPreviewPanel';
import { SendingForm } from '../../components/SendingForm';
import { completeMatchers, matcher, unnamedErrors, type Matcher } from '../../lib/matchers';
import { LENGTHS, silencePath, silenceValues, toSilence, validateSilence, type SilenceFormValues } from './silenceForm';

interface SilenceFormProps {
  /** To begin with; an empty row by default. */
  readonly matchers?: readonly Matcher[];
  /** One that is changed, or made again where it is over. */
  readonly silence?: Silence | undefined;
  readonly opened: boolean;
  readonly onClose: () => void;
}

const EMPTY: readonly Matcher[] = [matcher('', '=', '')];

/** Asks for quiet: for what, how long, and why. */
export function SilenceForm({ silence, matchers = silence?.matchers ?? EMPTY, opened, onClose }: SilenceFormProps): ReactElement {
  const { t } = useTranslation();
  return (
    <FormModal opened={opened} onClose={onClose} title={t(isChange(silence) ? 'silences.change' : 'silences.create')} size="lg">
      <Fields initial={matchers} silence={silence} onClose={onClose} />
    </FormModal>
  );
}

function isChange(silence: Silence | undefined): silence is Silence {
  return silence !== undefined && silence.state !== 'expired';
}

interface FieldsProps {
  readonly initial: readonly Matcher[];
  readonly silence: Silence | undefined;
  readonly onClose: () => void;
}

function Fields({ initial, silence, onClose }: FieldsProps): ReactElement {
  const { t } = useTranslation();
  const save = useSaveSilence(isChange(silence) ? silence.id : undefined);
  const form = useForm<SilenceFormValues>({
    initialValues: { ...silenceValues(silence), matchers: initial },
    validate: (values) => ({
      ...unnamedErrors(values.matchers, t('matchers.nameMissing')),
      ...Object.fromEntries(Object.entries(validateSilence(values, Date.now())).map(([field, problem]) => [field, t(`silences.${problem}`)])),
    }),
  });
  return (
    <SendingForm form={form} saving={save} toInput={toSilence} onSent={onClose} pathOf={silencePath} submit={isChange(silence) ? t('save') : t('silences.create')} onCancel={onClose}>
      <MatcherEditor form={form} label={t('silences.matchers')} description={t('silences.matchersHint')} />
      <MatchPreviewPanel kind="silences" matchers={completeMatchers(form.values.matchers)} />
      <Input.Wrapper label={t('silences.length')} labelElement="div" error={form.errors['length']}>
        <SegmentedControl
          aria-label={t('silences.length')}
          data={LENGTHS.map((value) => ({ value, label: value === 'custom' ? t('silences.custom') : value }))}
          {...form.getInputProps('length', { withError: false })}
        />
      </Input.Wrapper>
      {form.values.length === 'custom' && (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label={t('range.from')} description={t('silences.fromHint')} type="datetime-local" {...form.getInputProps('from')} />
          <TextInput label={t('range.to')} description={t('silences.toHint')} type="datetime-local" withAsterisk {...form.getInputProps('to')} />
        </SimpleGrid>
      )}
      <Textarea
        label={t('silences.comment')}
        description={t('silences.commentHint')}
        withAsterisk
        autosize
        minRows={2}
        maxLength={2_000}
        {...form.getInputProps('comment')}
      />
    </SendingForm>
  );
}

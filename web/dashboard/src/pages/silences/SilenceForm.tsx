import { Input, SegmentedControl, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveSilence, type Silence } from '../../api/silences';
import { FormEnd } from '../../components/FormEnd';
import { FormModal } from '../../components/FormModal';
import { MatcherEditor } from '../../components/MatcherEditor';
import { MatchPreviewPanel } from '../../components/MatchPreviewPanel';
import { completeMatchers, matcher, type Matcher } from '../../lib/matchers';
import { LENGTHS, silenceValues, toSilence, validateSilence, type SilenceFormValues } from './silenceForm';

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
  const [matchers, setMatchers] = useState(initial);
  const form = useForm<Omit<SilenceFormValues, 'matchers'>>({
    initialValues: silenceValues(silence),
    validate: (values) =>
      Object.fromEntries(Object.entries(validateSilence({ ...values, matchers }, Date.now())).map(([field, problem]) => [field, t(`silences.${problem}`)])),
  });
  const { matchers: matchersError } = form.errors;
  const submit = form.onSubmit((values) => {
    save.mutate(toSilence({ ...values, matchers }), { onSuccess: onClose });
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <MatcherEditor
          label={t('silences.matchers')}
          description={t('silences.matchersHint')}
          error={typeof matchersError === 'string' ? matchersError : undefined}
          matchers={matchers}
          onChange={setMatchers}
        />
        <MatchPreviewPanel kind="silences" matchers={completeMatchers(matchers)} />
        <Input.Wrapper label={t('silences.length')} labelElement="div">
          <SegmentedControl
            style={{ maxWidth: '100%', overflowX: 'auto' }}
            aria-label={t('silences.length')}
            data={LENGTHS.map((value) => ({ value, label: value === 'custom' ? t('silences.custom') : value }))}
            {...form.getInputProps('length')}
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
        <FormEnd saving={save} submit={isChange(silence) ? t('save') : t('silences.create')} onCancel={onClose} />
      </Stack>
    </form>
  );
}

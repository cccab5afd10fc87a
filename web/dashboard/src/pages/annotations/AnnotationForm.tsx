import { Autocomplete, SimpleGrid, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddAnnotation } from '../../api/annotations';
import { FormModal } from '../../components/FormModal';
import { SendingForm } from '../../components/SendingForm';
import { toLocalInput } from '../../lib/formatTime';
import { KINDS, toAnnotation, validateAnnotation, type AnnotationFormValues } from './annotationForm';

interface AnnotationFormProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Notes what was done to the system, now or before. */
export function AnnotationForm({ opened, onClose }: AnnotationFormProps): ReactElement {
  const { t } = useTranslation();
  return (
    <FormModal opened={opened} onClose={onClose} title={t('annotations.add')}>
      <Fields onClose={onClose} />
    </FormModal>
  );
}

function Fields({ onClose }: Pick<AnnotationFormProps, 'onClose'>): ReactElement {
  const { t } = useTranslation();
  const add = useAddAnnotation();
  const [openedAt] = useState(() => Date.now());
  const form = useForm<AnnotationFormValues>({
    initialValues: { kind: 'deploy', text: '', start: toLocalInput(openedAt), end: '', labels: [] },
    validate: (values) =>
      Object.fromEntries(Object.entries(validateAnnotation(values, Date.now())).map(([field, problem]) => [field, t(`annotations.${problem}`)])),
  });
  return (
    <SendingForm form={form} saving={add} toInput={toAnnotation} onSent={onClose} gap="sm" onCancel={onClose}>
      <Autocomplete label={t('annotations.kind')} description={t('annotations.kindHint')} data={[...KINDS]} maxLength={40} withAsterisk {...form.getInputProps('kind')} />
      <TextInput label={t('annotations.text')} description={t('annotations.textHint')} maxLength={1_000} withAsterisk data-autofocus {...form.getInputProps('text')} />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <TextInput label={t('annotations.start')} type="datetime-local" step={1} withAsterisk {...form.getInputProps('start')} />
        <TextInput label={t('annotations.end')} type="datetime-local" step={1} {...form.getInputProps('end')} />
      </SimpleGrid>
      <TagsInput label={t('annotations.labels')} description={t('annotations.labelsHint')} placeholder="service=shop" maxTags={20} splitChars={[',', ' ']} {...form.getInputProps('labels')} />
    </SendingForm>
  );
}

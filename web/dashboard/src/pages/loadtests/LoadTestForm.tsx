import { NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LOAD_METHODS, useStartLoadTest, type LoadTest } from '../../api/loadTests';
import { FormEnd } from '../../components/FormEnd';
import { FormModal } from '../../components/FormModal';
import { showFieldErrors } from '../../lib/fieldErrors';
import { NEW_LOAD_TEST, toPlan, validateLoadTest, type LoadTestFormValues } from './loadTestForm';

interface LoadTestFormProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onStarted: (run: LoadTest) => void;
}

export function LoadTestForm({ opened, onClose, onStarted }: LoadTestFormProps): ReactElement {
  const { t } = useTranslation();
  return (
    <FormModal opened={opened} onClose={onClose} title={t('loadTests.start')} size="lg">
      <Fields onClose={onClose} onStarted={onStarted} />
    </FormModal>
  );
}

function Fields({ onClose, onStarted }: Omit<LoadTestFormProps, 'opened'>): ReactElement {
  const { t } = useTranslation();
  const start = useStartLoadTest();
  const form = useForm<LoadTestFormValues>({
    initialValues: NEW_LOAD_TEST,
    validate: (values) => Object.fromEntries(Object.entries(validateLoadTest(values)).map(([field, problem]) => [field, t(`loadTests.form.${problem}`)])),
  });
  const submit = form.onSubmit((values) => {
    start.mutate(toPlan(values), {
      onSuccess: onStarted,
      onError: (error) => { showFieldErrors(form, error); },
    });
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput label={t('loadTests.form.url')} description={t('loadTests.form.urlHint')} withAsterisk data-autofocus type="url" placeholder="http://localhost:3000/" {...form.getInputProps('url')} />
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label={t('loadTests.name')} description={t('loadTests.form.nameHint')} {...form.getInputProps('name')} />
          <Select label={t('loadTests.form.method')} description={t('loadTests.form.methodHint')} allowDeselect={false} data={[...LOAD_METHODS]} {...form.getInputProps('method')} />
        </SimpleGrid>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NumberInput label={t('loadTests.users')} min={1} allowDecimal={false} {...form.getInputProps('virtualUsers')} />
          <NumberInput label={t('loadTests.duration')} min={1} suffix=" s" {...form.getInputProps('durationSeconds')} />
          <NumberInput label={t('loadTests.form.thinkTime')} description={t('loadTests.form.thinkTimeHint')} min={0} suffix=" s" {...form.getInputProps('thinkTimeSeconds')} />
          <NumberInput label={t('loadTests.form.timeout')} description={t('loadTests.form.timeoutHint')} min={0.1} suffix=" s" {...form.getInputProps('timeoutSeconds')} />
        </SimpleGrid>
        <NumberInput label={t('loadTests.form.expected')} description={t('loadTests.form.expectedHint')} min={0} {...form.getInputProps('expectedRequestsPerSecond')} />
        <FormEnd saving={start} beside={form.values} submit={t('loadTests.start')} onCancel={onClose} />
      </Stack>
    </form>
  );
}

import { NumberInput, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { LOAD_METHODS, useStartLoadTest, type LoadTest } from '../../api/loadTests';
import { FormModal } from '../../components/FormModal';
import { SendingForm } from '../../components/SendingForm';
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
  return (
    <SendingForm form={form} saving={start} toInput={toPlan} onSent={onStarted} submit={t('loadTests.start')} gap="sm" onCancel={onClose}>
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
    </SendingForm>
  );
}

import { Button, Group, SegmentedControl, SimpleGrid, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useRequestReport } from '../../api/reports';
import { FormModal } from '../../components/FormModal';
import { Failure } from '../../components/Notice';
import { toLocalInput } from '../../lib/formatTime';
import { periodOf, validateReport, type Period, type ReportFormValues } from './reportForm';

interface ReportFormProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function ReportForm({ opened, onClose }: ReportFormProps): ReactElement {
  const { t } = useTranslation();
  return (
    <FormModal opened={opened} onClose={onClose} title={t('reports.create')}>
      <Fields onClose={onClose} />
    </FormModal>
  );
}

const PERIODS: readonly Period[] = ['24h', '7d', '30d', 'custom'];

function Fields({ onClose }: Pick<ReportFormProps, 'onClose'>): ReactElement {
  const { t } = useTranslation();
  const create = useRequestReport();
  // A period of 24 hours ends when the person asked for it.
  const [openedAt] = useState(() => Date.now());
  const form = useForm<ReportFormValues>({
    initialValues: {
      title: '',
      period: '24h',
      from: toLocalInput(openedAt - 86_400_000),
      to: toLocalInput(openedAt),
      mailTo: [],
    },
    validate: (values) =>
      Object.fromEntries(Object.entries(validateReport(values, openedAt)).map(([field, problem]) => [field, t(`reportForm.${problem}`)])),
  });
  const submit = form.onSubmit((values) => {
    const { from, to } = periodOf(values, openedAt);
    const title = values.title.trim();
    create.mutate(
      {
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        ...(title === '' ? {} : { title }),
        ...(values.mailTo.length === 0 ? {} : { mailTo: values.mailTo }),
      },
      {
        onSuccess: () => {
          notifications.show({ message: t('reports.requested') });
          onClose();
        },
      },
    );
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput label={t('reportForm.title')} placeholder={t('reportForm.titleHint')} data-autofocus {...form.getInputProps('title')} />
        <div>
          <Text size="sm" fw={500} mb={4} id="report-period">
            {t('reportForm.period')}
          </Text>
          <SegmentedControl
            fullWidth
            aria-labelledby="report-period"
            data={PERIODS.map((period) => ({ value: period, label: t(`reportForm.periods.${period}`) }))}
            {...form.getInputProps('period')}
          />
        </div>
        {form.values.period === 'custom' && (
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput type="datetime-local" step={1} label={t('range.from')} {...form.getInputProps('from')} />
            <TextInput type="datetime-local" step={1} label={t('range.to')} {...form.getInputProps('to')} />
          </SimpleGrid>
        )}
        <TagsInput
          label={t('reportForm.mailTo')}
          description={t('reportForm.mailToHint')}
          placeholder="ops@example.com"
          splitChars={[',', ';', ' ']}
          {...form.getInputProps('mailTo')}
        />
        {create.isError && <Failure error={create.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('reports.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

import { Button, Chip, Group, Input, NumberInput, SegmentedControl, Select, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useCreateMaintenance, WEEKDAYS } from '../../api/maintenance';
import { FormModal } from '../../components/FormModal';
import { MatcherEditor } from '../../components/MatcherEditor';
import { Failure } from '../../components/Notice';
import { toLocalInput } from '../../lib/formatTime';
import type { Matcher } from '../../lib/matchers';
import { toMaintenance, validateMaintenance, type MaintenanceFormValues } from './maintenanceForm';
import { weekdayName } from '../../lib/weekdayName';

interface MaintenanceFormProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Plans work during which nobody is to be told. */
export function MaintenanceForm({ opened, onClose }: MaintenanceFormProps): ReactElement {
  const { t } = useTranslation();
  return (
    <FormModal opened={opened} onClose={onClose} title={t('maintenance.create')} size="lg">
      <Fields onClose={onClose} />
    </FormModal>
  );
}

const HOUR_MS = 3_600_000;

function Fields({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { t, i18n } = useTranslation();
  const create = useCreateMaintenance();
  const [matchers, setMatchers] = useState<readonly Matcher[]>([]);
  const form = useForm<MaintenanceFormValues>({
    initialValues: firstValues(),
    validate: (values) =>
      Object.fromEntries(Object.entries(validateMaintenance(values)).map(([field, problem]) => [field, t(`maintenance.${problem}`)])),
  });
  const { days: daysError } = form.errors;
  return (
    <form onSubmit={form.onSubmit((values) => { create.mutate(toMaintenance(values, matchers), { onSuccess: onClose }); })} noValidate>
      <Stack gap="md">
        <TextInput label={t('maintenance.name')} description={t('maintenance.nameHint')} withAsterisk data-autofocus maxLength={200} {...form.getInputProps('name')} />
        <SegmentedControl
          aria-label={t('maintenance.repeats')}
          data={(['once', 'weekly'] as const).map((value) => ({ value, label: t(`maintenance.${value}`) }))}
          {...form.getInputProps('kind')}
        />
        {form.values.kind === 'once' ? (
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <TextInput label={t('range.from')} type="datetime-local" withAsterisk {...form.getInputProps('from')} />
            <TextInput label={t('range.to')} type="datetime-local" withAsterisk {...form.getInputProps('to')} />
          </SimpleGrid>
        ) : (
          <>
            <Input.Wrapper label={t('maintenance.days')} labelElement="div" error={daysError}>
              <Group gap={6} my={4} role="group" aria-label={t('maintenance.days')}>
                <Chip.Group multiple value={[...form.values.days]} onChange={(chosen) => { form.setFieldValue('days', WEEKDAYS.filter((day) => chosen.includes(day))); }}>
                  {WEEKDAYS.map((day) => (
                    <Chip key={day} value={day} size="xs">
                      {weekdayName(day, i18n.language)}
                    </Chip>
                  ))}
                </Chip.Group>
              </Group>
            </Input.Wrapper>
            <SimpleGrid cols={{ base: 1, xs: 3 }}>
              <TextInput label={t('maintenance.start')} type="time" withAsterisk {...form.getInputProps('start')} />
              <NumberInput label={t('maintenance.duration')} min={1} max={10_080} suffix=" min" {...form.getInputProps('durationMinutes')} />
              <Select
                label={t('maintenance.timeZone')}
                searchable
                allowDeselect={false}
                limit={50}
                data={Intl.supportedValuesOf('timeZone').concat('UTC')}
                {...form.getInputProps('timeZone')}
              />
            </SimpleGrid>
          </>
        )}
        <MatcherEditor label={t('silences.matchers')} description={t('maintenance.matchersHint')} matchers={matchers} onChange={setMatchers} />
        {create.isError && <Failure error={create.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Two hours from now on, or Sunday night. */
function firstValues(): MaintenanceFormValues {
  const now = Date.now();
  return {
    name: '',
    kind: 'once',
    from: toLocalInput(now).slice(0, 16),
    to: toLocalInput(now + 2 * HOUR_MS).slice(0, 16),
    days: ['sunday'],
    start: '02:00',
    durationMinutes: 120,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  };
}

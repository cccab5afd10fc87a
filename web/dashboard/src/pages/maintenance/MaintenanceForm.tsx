import { Chip, Group, Input, MultiSelect, NumberInput, SegmentedControl, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveMaintenance, WEEKDAYS, type Maintenance } from '../../api/maintenance';
import { FormModal } from '../../components/FormModal';
import { MatcherEditor } from '../../components/MatcherEditor';
import { MatchPreviewPanel } from '../../components/MatchPreviewPanel';
import { SendingForm } from '../../components/SendingForm';
import { completeMatchers, unnamedErrors } from '../../lib/matchers';
import { weekdayName } from '../../lib/weekdayName';
import { MAINTENANCE_KINDS, maintenancePath, maintenanceValues, toMaintenance, validateMaintenance, type MaintenanceFormValues } from './maintenanceForm';
import { MONTH_DATES, MONTH_WEEKDAYS } from './monthDays';
import { useMonthDayName } from './useMonthDayName';

interface MaintenanceFormProps {
  /** One that is changed. */
  readonly window?: Maintenance | undefined;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Plans work during which nobody is to be told. */
export function MaintenanceForm({ window, opened, onClose }: MaintenanceFormProps): ReactElement {
  const { t } = useTranslation();
  return (
    <FormModal opened={opened} onClose={onClose} title={window === undefined ? t('maintenance.create') : t('maintenance.changeNamed', { name: window.name })} size="lg">
      <Fields window={window} onClose={onClose} />
    </FormModal>
  );
}

function Fields({ window, onClose }: Omit<MaintenanceFormProps, 'opened'>): ReactElement {
  const { t, i18n } = useTranslation();
  const monthDayName = useMonthDayName();
  const save = useSaveMaintenance(window?.id);
  const form = useForm<MaintenanceFormValues>({
    initialValues: maintenanceValues(window),
    validate: (values) => ({
      ...unnamedErrors(values.matchers, t('matchers.nameMissing')),
      ...Object.fromEntries(Object.entries(validateMaintenance(values)).map(([field, problem]) => [field, t(`maintenance.${problem}`)])),
    }),
  });
  return (
    <SendingForm form={form} saving={save} toInput={toMaintenance} onSent={onClose} pathOf={maintenancePath} onCancel={onClose}>
      <TextInput label={t('maintenance.name')} description={t('maintenance.nameHint')} withAsterisk data-autofocus maxLength={200} {...form.getInputProps('name')} />
      <SegmentedControl
        aria-label={t('maintenance.repeats')}
        data={MAINTENANCE_KINDS.map((value) => ({ value, label: t(`maintenance.${value}`) }))}
        {...form.getInputProps('kind')}
      />
      {form.values.kind === 'once' ? (
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <TextInput label={t('range.from')} type="datetime-local" withAsterisk {...form.getInputProps('from')} />
          <TextInput label={t('range.to')} type="datetime-local" withAsterisk {...form.getInputProps('to')} />
        </SimpleGrid>
      ) : (
        <>
          {form.values.kind === 'weekly' && (
            <Input.Wrapper label={t('maintenance.days')} labelElement="div" error={form.errors['days']}>
              <Group data-path="days" gap={6} my={4} role="group" aria-label={t('maintenance.days')}>
                <Chip.Group multiple value={[...form.values.days]} onChange={(chosen) => { form.setFieldValue('days', WEEKDAYS.filter((day) => chosen.includes(day))); }}>
                  {WEEKDAYS.map((day) => (
                    <Chip key={day} value={day} size="xs">
                      {weekdayName(day, i18n.language)}
                    </Chip>
                  ))}
                </Chip.Group>
              </Group>
            </Input.Wrapper>
          )}
          {form.values.kind === 'monthly' && (
            <MultiSelect
              label={t('maintenance.days')}
              description={t('maintenance.monthDaysHint')}
              withAsterisk
              searchable
              data={[
                { group: t('maintenance.byDate'), items: MONTH_DATES.map((value) => ({ value, label: monthDayName(value) })) },
                { group: t('maintenance.byWeekday'), items: MONTH_WEEKDAYS.map((value) => ({ value, label: monthDayName(value) })) },
              ]}
              {...form.getInputProps('monthDays')}
              value={[...form.values.monthDays]}
            />
          )}
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
      <MatcherEditor form={form} label={t('silences.matchers')} description={t('maintenance.matchersHint')} />
      <MatchPreviewPanel kind="maintenance" matchers={completeMatchers(form.values.matchers)} />
    </SendingForm>
  );
}

import { TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { FormModal } from './FormModal';
import { SendingForm } from './SendingForm';

/** What every form for something defined under a name is given. */
export interface DefinitionFormProps<Definition extends { readonly name: string }> {
  /** The one that is changed; a new one without. */
  readonly definition?: Definition | undefined;
  readonly opened: boolean;
  readonly onClose: () => void;
}

interface DefinitionModalProps extends DefinitionFormProps<{ readonly name: string }> {
  /** Above a new one. */
  readonly createTitle: string;
  readonly children: ReactNode;
}

export function DefinitionModal({ definition, opened, onClose, createTitle, children }: DefinitionModalProps): ReactElement {
  const { t } = useTranslation();
  return (
    <FormModal opened={opened} onClose={onClose} title={definition === undefined ? createTitle : t('definition.editNamed', { name: definition.name })} size="lg">
      {children}
    </FormModal>
  );
}

interface DefinitionFieldsProps<Values, Definition> {
  readonly form: UseFormReturnType<Values>;
  readonly save: UseMutationResult<unknown, Error, Definition>;
  readonly toDefinition: (values: Values) => Definition;
  /** The name is what it is known by, and stays. */
  readonly isNew: boolean;
  readonly onClose: () => void;
  /** Every field but the name. */
  readonly children: ReactNode;
}

/** The name, the fields, and the way out; what the server says of single fields stands beside them. */
export function DefinitionFields<Values extends { readonly name: string }, Definition>({ form, save, toDefinition, isNew, onClose, children }: DefinitionFieldsProps<Values, Definition>): ReactElement {
  const { t } = useTranslation();
  return (
    <SendingForm form={form} saving={save} toInput={toDefinition} onSent={onClose} gap="sm" onCancel={onClose}>
      <TextInput label={t('definition.name')} description={t('definition.nameHint')} withAsterisk maxLength={64} disabled={!isNew} data-autofocus {...form.getInputProps('name')} />
      {children}
    </SendingForm>
  );
}

import { type ReactNode, useEffect } from 'react';
import { Modal as AriaModal, Dialog, Heading, ModalOverlay } from 'react-aria-components';
import { IconButton } from './button.tsx';

interface Props {
  title: string;
  width?: 'narrow' | 'wide' | 'full';
  role?: 'dialog' | 'alertdialog';
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the foot. */
  foot?: ReactNode;
}

/** A dialog over the window. The focus stays inside; Esc and a press outside close it; then the focus goes back. */
export function Modal({ title, width = 'narrow', role = 'dialog', onClose, children, foot }: Props) {
  useEffect(() => {
    // A control that goes away while it has the focus leaves it on the page, where the overlay does not hear Esc.
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && document.activeElement === document.body)
        onClose();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onClose]);
  return (
    <ModalOverlay
      className="modal-overlay"
      isOpen
      isDismissable={role === 'dialog'}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <AriaModal className={`modal modal-${width}`}>
        <Dialog className="modal-dialog" role={role}>
          <div className="modal-head">
            <Heading slot="title">{title}</Heading>
            <IconButton icon="close" label="Close" shortcut="Esc" onPress={onClose} />
          </div>
          <div className="modal-body">{children}</div>
          {foot ? <div className="modal-foot">{foot}</div> : null}
        </Dialog>
      </AriaModal>
    </ModalOverlay>
  );
}

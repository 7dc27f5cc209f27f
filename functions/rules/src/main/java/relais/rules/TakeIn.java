package relais.rules;

import jakarta.inject.Singleton;
import relais.conversation.InboundItem;

/// Gives each inbound item to the use case it is for.
@Singleton
class TakeIn {
  private final ReceiveMessage receiveMessage;
  private final RecordStatus recordStatus;
  private final KeepInQuarantine keepInQuarantine;
  private final AmendMessage amendMessage;
  private final RecordAccount recordAccount;
  private final RecordCall recordCall;
  private final RecordSent recordSent;

  TakeIn(
      ReceiveMessage receiveMessage,
      AmendMessage amendMessage,
      RecordStatus recordStatus,
      KeepInQuarantine keepInQuarantine,
      RecordAccount recordAccount,
      RecordCall recordCall,
      RecordSent recordSent) {
    this.receiveMessage = receiveMessage;
    this.amendMessage = amendMessage;
    this.recordAccount = recordAccount;
    this.recordCall = recordCall;
    this.recordSent = recordSent;
    this.recordStatus = recordStatus;
    this.keepInQuarantine = keepInQuarantine;
  }

  void take(InboundItem item) {
    switch (item) {
      case InboundItem.Received received -> receiveMessage.receive(received);
      case InboundItem.Amended amended -> amendMessage.amend(amended);
      case InboundItem.StatusReported status -> recordStatus.record(status);
      case InboundItem.SentByAccount sent -> recordSent.record(sent);
      case InboundItem.CallReported call -> recordCall.record(call);
      case InboundItem.AccountReported account -> recordAccount.record(account);
      case InboundItem.Quarantined quarantined -> keepInQuarantine.keep(quarantined);
    }
  }
}

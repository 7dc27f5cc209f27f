package relais.api;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import relais.table.AddressMarks;
import relais.table.AgentsAtWork;
import relais.table.AmendedMessages;
import relais.table.Arrivals;
import relais.table.Calls;
import relais.table.CaseNumbers;
import relais.table.Chats;
import relais.table.Connections;
import relais.table.Contacts;
import relais.table.Conversations;
import relais.table.Counts;
import relais.table.Decisions;
import relais.table.Drafts;
import relais.table.Lists;
import relais.table.OutboundMessages;
import relais.table.Photos;
import relais.table.Quarantine;
import relais.table.Standings;
import relais.table.Table;
import relais.table.TelephoneTokens;
import relais.table.Templates;
import relais.table.WritingHabits;

/// What this function reads and writes in the table.
@Factory
final class TableParts {
  @Singleton
  Conversations conversations(Table table) {
    return new Conversations(table);
  }

  @Singleton
  Contacts contacts(Table table) {
    return new Contacts(table);
  }

  @Singleton
  AddressMarks addressMarks(Table table) {
    return new AddressMarks(table);
  }

  @Singleton
  WritingHabits writingHabits(Table table) {
    return new WritingHabits(table);
  }

  @Singleton
  Lists lists(Table table) {
    return new Lists(table);
  }

  @Singleton
  Counts counts(Table table) {
    return new Counts(table);
  }

  @Singleton
  OutboundMessages outboundMessages(Table table) {
    return new OutboundMessages(table);
  }

  @Singleton
  Photos photos(Table table) {
    return new Photos(table);
  }

  @Singleton
  Drafts drafts(Table table) {
    return new Drafts(table);
  }

  @Singleton
  Quarantine quarantine(Table table) {
    return new Quarantine(table);
  }

  @Singleton
  Chats chats(Table table) {
    return new Chats(table);
  }

  @Singleton
  Connections connections(Table table) {
    return new Connections(table);
  }

  @Singleton
  Templates templates(Table table) {
    return new Templates(table);
  }

  @Singleton
  Standings standings(Table table) {
    return new Standings(table);
  }

  @Singleton
  Calls calls(Table table) {
    return new Calls(table);
  }

  @Singleton
  AgentsAtWork agentsAtWork(Table table) {
    return new AgentsAtWork(table);
  }

  @Singleton
  TelephoneTokens telephoneTokens(Table table) {
    return new TelephoneTokens(table);
  }

  @Singleton
  Arrivals arrivals(Table table) {
    return new Arrivals(table);
  }

  @Singleton
  Decisions decisions(Table table) {
    return new Decisions(table);
  }

  @Singleton
  AmendedMessages amendedMessages(Table table) {
    return new AmendedMessages(table);
  }

  @Singleton
  CaseNumbers caseNumbers(Table table) {
    return new CaseNumbers(table);
  }
}

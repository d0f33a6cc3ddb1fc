package dev.briapi.bridge.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A select whose conditions are those that were asked for. */
final class Listing {
  private final String select;
  private final List<String> conditions = new ArrayList<>();
  private final Map<String, Object> parameters = new HashMap<>();

  Listing(String select) {
    this.select = select;
  }

  /**
   * Two selects of the same columns and parameters, each cut to what its own order lets through.
   */
  static Listing union(Listing first, String firstOrder, Listing second, String secondOrder) {
    Listing both =
        new Listing(
            "select * from ((%s order by %s) union all (%s order by %s)) both_parts"
                .formatted(first.statement(), firstOrder, second.statement(), secondOrder));
    both.parameters.putAll(first.parameters);
    both.parameters.putAll(second.parameters);
    return both;
  }

  /** A condition on a parameter; none if its value is null. */
  Listing where(String condition, String parameter, Object value) {
    if (value != null) {
      conditions.add("(" + condition + ")");
      parameters.put(parameter, value);
    }
    return this;
  }

  /** A condition of constants; none if it is null. */
  Listing where(String condition) {
    if (condition != null) {
      conditions.add("(" + condition + ")");
    }
    return this;
  }

  /** Only what comes after a moment in a list that has the newest first. */
  Listing after(String column, Cursor.Moment moment) {
    if (moment != null) {
      where(
          "%1$s <= :afterTime and (%1$s < :afterTime or id > :afterId)".formatted(column),
          "afterTime",
          moment.time());
      parameters.put("afterId", moment.id());
    }
    return this;
  }

  /** Every row, one after the other; inside a transaction, few of them are in memory at once. */
  void each(JdbcClient database, String order, RowCallbackHandler row) {
    database.sql(statement() + " order by " + order).params(parameters).query(row);
  }

  private String statement() {
    return select + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions));
  }

  /** One more than the limit, which tells whether there is a next page. */
  <T> List<T> read(JdbcClient database, String order, int limit, RowMapper<T> row) {
    String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    return database
        .sql(select + where + " order by " + order + " limit " + (limit + 1))
        .params(parameters)
        .query(row)
        .list();
  }
}

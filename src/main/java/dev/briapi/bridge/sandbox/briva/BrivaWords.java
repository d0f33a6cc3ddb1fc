package dev.briapi.bridge.sandbox.briva;

import dev.briapi.bridge.sandbox.server.MagicWord;
import dev.briapi.bridge.sandbox.server.MagicWords;

/**
 * The words that make the creation or the change of an account go wrong when {@code keterangan}
 * contains them; and the beginnings of {@code custCode} that do other things.
 */
public final class BrivaWords {
  /** A {@code custCode} that begins with this is paid as soon as it is created. */
  public static final String PAYS_ITSELF = "88888";

  /** BRI fails to save, change, delete or read an account whose code begins with this. */
  public static final String FAILS = "99999";

  private static final MagicWords TABLE =
      MagicWords.withTroubles(
          MagicWord.refuse(400, "05", "Institution Code Tidak Diijinkan Mengakses Nomor Briva"),
          MagicWord.refuse(400, "10", "Nama Tidak Boleh Lebih Dari 40 Karakter"),
          MagicWord.refuse(400, "11", "Amount Harus Numeric"),
          MagicWord.refuse(400, "12", "Expired date tidak boleh lebih dari 3 bulan"),
          MagicWord.refuse(400, "13", "Data Customer Sudah Ada"),
          MagicWord.refuse(404, "14", "Data Customer Tidak Ditemukan"),
          MagicWord.refuse(400, "15", "Gagal Menyimpan Data Customer"),
          MagicWord.refuse(400, "16", "Gagal Update Data Briva"),
          MagicWord.refuse(400, "20", "Format Expired date salah, harusnya Y-m-d H:i:s"),
          MagicWord.refuse(400, "99", "a code that no document lists"));

  private BrivaWords() {}

  /** The table. */
  public static MagicWords table() {
    return TABLE;
  }
}
